"""A carrier agrees with its statement: finance pays it with the next payout."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.freight.capabilities import ANSWER
from zhanggui.domain.freight.facts import FreightStatementConfirmed
from zhanggui.domain.freight.models import FreightStatement
from zhanggui.domain.freight.reach import held_statement
from zhanggui.domain.freight.states import STATEMENT
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def confirm_freight_statement(*, statement_id: UUID, by: Actor, at: datetime) -> FreightStatement:
    """Agree with one's own statement."""
    by.require(ANSWER)
    statement = held_statement(statement_id, by=by)
    statement.state = STATEMENT.after(statement.state, "confirm")
    statement.confirmed_at, statement.confirmed_by_id = at, by.account_id
    statement.save(update_fields=["state", "confirmed_at", "confirmed_by"])
    fact = FreightStatementConfirmed(number=statement.number, net_fen=statement.net_fen)
    trail.record(fact, on=statement, by=by, at=at, thread=statement.carrier)
    return statement
