"""Drawing up what a carrier is paid: every agreed line that stands on no statement yet."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Sum

from zhanggui.domain.freight.capabilities import DRAW
from zhanggui.domain.freight.facts import FreightStatementDrawn
from zhanggui.domain.freight.models import BillLine, FreightStatement
from zhanggui.domain.freight.numbers import next_number
from zhanggui.domain.freight.refusals import NothingToState
from zhanggui.domain.freight.states import STATEMENT, LineState
from zhanggui.domain.partners.queries import carrier_of_id
from zhanggui.domain.partners.reach import hold_partner
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def draw_freight_statement(*, carrier_id: UUID, by: Actor, at: datetime) -> FreightStatement:
    """Gather agreed lines into a statement and show it to the carrier. Raises ``NothingToState``."""
    by.require(DRAW)
    carrier = carrier_of_id(carrier_id)
    hold_partner(carrier.organisation_id)
    lines = BillLine.objects.filter(
        bill__carrier=carrier, state=LineState.ACCEPTED, statement=None, settled_fen__gt=0
    )
    sums = lines.aggregate(count=Count("pk"), fen=Sum("settled_fen", default=0))
    if not sums["count"]:
        raise NothingToState
    statement = FreightStatement.objects.create(
        number=next_number("CY", at),
        carrier=carrier,
        state=STATEMENT.initial,
        lines_count=sums["count"],
        net_fen=sums["fen"],
        drawn_by_id=by.account_id,
        drawn_at=at,
    )
    lines.update(statement=statement)
    fact = FreightStatementDrawn(
        number=statement.number, carrier=str(carrier), lines=sums["count"], net_fen=statement.net_fen
    )
    trail.record(fact, on=statement, by=by, at=at, thread=carrier)
    return statement
