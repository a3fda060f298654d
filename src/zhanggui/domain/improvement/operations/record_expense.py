"""Recording what an initiative cost; what was wrong is taken back by a negative amount."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.keeping import refuse_empty
from zhanggui.domain.improvement.capabilities import RECORD_EXPENSES
from zhanggui.domain.improvement.facts import ExpenseRecorded
from zhanggui.domain.improvement.keeping import adopted_initiative
from zhanggui.domain.improvement.models import ProjectExpense
from zhanggui.domain.improvement.refusals import NoAmount
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpenseWish:
    """For what, on which day, how much in fen."""

    what: str
    spent_on: date
    amount_fen: int


@transaction.atomic
def record_expense(*, initiative_id: UUID, wish: ExpenseWish, by: Actor, at: datetime) -> ProjectExpense:
    """Add a line to its expenses (B-10.3.1). Raises ``NoAmount``, ``SayMore`` and ``WrongState``."""
    by.require(RECORD_EXPENSES)
    initiative = adopted_initiative(initiative_id)
    refuse_empty(what=wish.what)
    if not wish.amount_fen or wish.spent_on > at.astimezone(SHANGHAI).date():
        raise NoAmount

    expense = ProjectExpense.objects.create(
        initiative=initiative,
        spent_on=wish.spent_on,
        what=wish.what.strip(),
        amount_fen=wish.amount_fen,
        recorded_by_id=by.account_id,
        recorded_at=at,
    )

    fact = ExpenseRecorded(number=initiative.number, what=expense.what, amount_fen=wish.amount_fen)
    trail.record(fact, on=expense, by=by, at=at, thread=initiative)
    return expense
