"""A carrier does not agree with its statement."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.freight.capabilities import ANSWER
from zhanggui.domain.freight.facts import FreightStatementObjected
from zhanggui.domain.freight.models import FreightStatement
from zhanggui.domain.freight.reach import held_statement
from zhanggui.domain.freight.refusals import ReasonMissing
from zhanggui.domain.freight.states import STATEMENT
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def object_to_freight_statement(
    *, statement_id: UUID, reason: str, by: Actor, at: datetime
) -> FreightStatement:
    """Say what is wrong with one's own statement. It is not paid until that is answered and agreed."""
    by.require(ANSWER)
    statement = held_statement(statement_id, by=by)
    if not reason.strip():
        raise ReasonMissing
    statement.state = STATEMENT.after(statement.state, "object")
    statement.objection, statement.answer = reason.strip()[:400], ""
    statement.save(update_fields=["state", "objection", "answer"])
    fact = FreightStatementObjected(number=statement.number)
    trail.record(fact, on=statement, by=by, at=at, reason=reason, thread=statement.carrier)
    return statement
