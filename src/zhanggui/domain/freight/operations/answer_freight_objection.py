"""Answering what a carrier said against its statement."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.freight.capabilities import TAKE_BILLS
from zhanggui.domain.freight.facts import FreightStatementAnswered
from zhanggui.domain.freight.models import FreightStatement
from zhanggui.domain.freight.reach import held_statement
from zhanggui.domain.freight.refusals import ReasonMissing
from zhanggui.domain.freight.states import STATEMENT
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def answer_freight_objection(*, statement_id: UUID, words: str, by: Actor, at: datetime) -> FreightStatement:
    """Answer, so that the carrier may confirm. What is owed beyond comes with its next bill."""
    by.require(TAKE_BILLS)
    statement = held_statement(statement_id, by=by)
    if not words.strip():
        raise ReasonMissing
    statement.state = STATEMENT.after(statement.state, "answer")
    statement.answer = words.strip()[:400]
    statement.save(update_fields=["state", "answer"])
    fact = FreightStatementAnswered(number=statement.number)
    trail.record(fact, on=statement, by=by, at=at, reason=words, thread=statement.carrier)
    return statement
