"""What nobody objected to in time is agreed to."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.finance.capabilities import CONFIRM_SILENT
from zhanggui.domain.finance.facts import StatementConfirmedBySilence
from zhanggui.domain.finance.models import Statement
from zhanggui.domain.finance.reach import held_statement
from zhanggui.domain.finance.refusals import AlreadyDecided
from zhanggui.domain.finance.states import STATEMENT
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def confirm_by_silence(*, statement_id: UUID, by: Actor, at: datetime) -> Statement:
    """Take a sent statement as agreed once its time for objections is over."""
    by.require(CONFIRM_SILENT)
    statement = held_statement(statement_id, by=by)
    if statement.confirm_by is None or statement.confirm_by > at:
        raise AlreadyDecided
    statement.state = STATEMENT.after(statement.state, "confirm")
    statement.confirmed_at = at
    statement.save(update_fields=["state", "confirmed_at"])
    fact = StatementConfirmedBySilence(number=statement.number, net_fen=statement.net_fen)
    trail.record(fact, on=statement, by=by, at=at, thread=statement.supplier)
    return statement
