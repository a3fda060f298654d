"""Statements of carriers in a payout: finance gathers, approves and pays them with those of suppliers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from zhanggui.domain.freight.models import FreightStatement
from zhanggui.domain.freight.states import STATEMENT, FreightStatementState


def confirmed() -> QuerySet[FreightStatement]:
    """Statements their carriers agreed to, which no payout holds."""
    return FreightStatement.objects.filter(state=FreightStatementState.CONFIRMED, payout=None)


def of_payout(payout_id: UUID) -> QuerySet[FreightStatement]:
    """The statements that a payout holds."""
    return FreightStatement.objects.filter(payout=payout_id)


def take_in(statements: Sequence[UUID], payout: Any) -> None:
    """A payout was proposed with these."""
    state = STATEMENT.after(FreightStatementState.CONFIRMED, "propose_payout")
    FreightStatement.objects.filter(pk__in=statements).update(payout=payout, state=state)


def let_go(statements: Sequence[UUID]) -> None:
    """They are not paid by their payout, and wait for the next."""
    state = STATEMENT.after(FreightStatementState.IN_PAYOUT, "drop_payout")
    FreightStatement.objects.filter(pk__in=statements).update(payout=None, state=state)


def paid(statements: Sequence[UUID], at: datetime) -> None:
    """The bank has paid them."""
    state = STATEMENT.after(FreightStatementState.IN_PAYOUT, "pay")
    FreightStatement.objects.filter(pk__in=statements).update(state=state, paid_at=at)
