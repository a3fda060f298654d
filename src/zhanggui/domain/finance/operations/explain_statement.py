"""Letting a held statement go on, with the reason why its lines and the books disagree."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.finance.capabilities import EXPLAIN
from zhanggui.domain.finance.facts import StatementExplained
from zhanggui.domain.finance.models import Statement
from zhanggui.domain.finance.reach import held_statement
from zhanggui.domain.finance.refusals import ReasonMissing
from zhanggui.domain.finance.states import STATEMENT
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def explain_statement(*, statement_id: UUID, reason: str, by: Actor, at: datetime) -> Statement:
    """Release a statement from being held. The difference and the reason stay on it."""
    by.require(EXPLAIN)
    statement = held_statement(statement_id, by=by)
    if not reason.strip():
        raise ReasonMissing
    statement.state = STATEMENT.after(statement.state, "explain")
    statement.explanation = reason.strip()[:400]
    statement.save(update_fields=["state", "explanation"])
    fact = StatementExplained(number=statement.number, difference_fen=statement.difference_fen)
    trail.record(fact, on=statement, by=by, at=at, reason=reason, thread=statement.supplier)
    return statement
