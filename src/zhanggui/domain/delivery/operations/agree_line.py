"""Writing down how a carrier tells us of its parcels, and what it owes for one it loses."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.capabilities import AGREE_LINE
from zhanggui.domain.delivery.facts import LineAgreed
from zhanggui.domain.delivery.models import CarrierLine
from zhanggui.domain.delivery.reach import carrier_file
from zhanggui.domain.delivery.states import Tracker
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import Fen
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTerms:
    """By which tracker, under which name there; and its liability, for a parcel without and with a value."""

    tracker: Tracker
    code: str
    liability_fen: Fen
    declared_most_fen: Fen


@transaction.atomic
def agree_line(*, carrier_id: UUID, terms: LineTerms, by: Actor, at: datetime) -> CarrierLine:
    """Keep the terms. New terms take the place of the old; the history keeps both."""
    by.require(AGREE_LINE)
    carrier = carrier_file(carrier_id)
    line = CarrierLine.objects.locked().filter(carrier=carrier_id).first() or CarrierLine(
        carrier_id=carrier_id
    )
    line.tracker, line.code = terms.tracker, terms.code.strip()
    line.liability_fen, line.declared_most_fen = terms.liability_fen, terms.declared_most_fen
    line.agreed_by_id, line.agreed_at = by.account_id, at
    line.save()
    fact = LineAgreed(
        carrier=carrier.name,
        tracker=line.tracker,
        code=line.code,
        liability_fen=line.liability_fen,
        declared_most_fen=line.declared_most_fen,
    )
    trail.record(fact, on=line, by=by, at=at, thread=trail.Subject("partners.carrier", carrier_id))
    return line
