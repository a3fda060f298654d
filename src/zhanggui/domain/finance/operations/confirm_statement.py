"""Confirming a statement: the supplier agrees with what it says."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.finance.capabilities import ANSWER_STATEMENTS
from zhanggui.domain.finance.facts import StatementConfirmed
from zhanggui.domain.finance.models import Statement
from zhanggui.domain.finance.reach import held_statement
from zhanggui.domain.finance.states import STATEMENT
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def confirm_statement(*, statement_id: UUID, by: Actor, at: datetime) -> Statement:
    """Agree with one's own statement. It is paid by the next payout."""
    by.require(ANSWER_STATEMENTS)
    statement = held_statement(statement_id, by=by)
    statement.state = STATEMENT.after(statement.state, "confirm")
    statement.confirmed_at, statement.confirmed_by_id = at, by.account_id
    statement.save(update_fields=["state", "confirmed_at", "confirmed_by"])
    fact = StatementConfirmed(number=statement.number, net_fen=statement.net_fen)
    trail.record(fact, on=statement, by=by, at=at, thread=statement.supplier)
    return statement
