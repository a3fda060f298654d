"""Watching budgets: somebody knows before they are used up (B-7.4.4)."""

from datetime import datetime

from django.db import transaction

from zhanggui.domain.freight.capabilities import WATCH_BUDGETS
from zhanggui.domain.freight.facts import BudgetAlarmRaised
from zhanggui.domain.freight.models import Budget, BudgetAlarm
from zhanggui.domain.freight.notices import BUDGET_NEARLY_USED
from zhanggui.domain.freight.rules import first_of_month, spent_percent
from zhanggui.domain.freight.spending import spent
from zhanggui.domain.freight.states import BudgetState, Gravity
from zhanggui.domain.messaging.operations.send import Notice, send
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.money import Fen, yuan
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms import cases, trail


@transaction.atomic
def watch_budgets(*, by: Actor, at: datetime) -> list[BudgetAlarm]:
    """Raise an alarm for each budget of this month that came to a share it had not come to before.

    Each share is told once, to whom proposed the budget, and opens a case; the shares are a dated number.
    """
    by.require(WATCH_BUDGETS)
    month = first_of_month(at.astimezone(SHANGHAI).date())
    held = Budget.objects.locked().filter(month=month, state=BudgetState.IN_FORCE)
    raised = []
    for budget in held.select_related("carrier__organisation", "warehouse").order_by("pk"):
        used = spent(budget)
        percent = spent_percent(used, budget.amount_fen)
        reached = [level for level in norm("freight.budget_alarm_percent", on=at) if percent >= level]
        told = set(budget.alarms.values_list("percent", flat=True))
        if fresh := [level for level in reached if level not in told]:
            rows = [_alarm(budget, level, used, at) for level in fresh]
            _tell(budget, rows[-1], by, at)
            raised += rows
    return raised


def _alarm(budget: Budget, level: int, used: Fen, at: datetime) -> BudgetAlarm:
    return BudgetAlarm.objects.create(budget=budget, percent=level, spent_fen=used, raised_at=at)


def _tell(budget: Budget, alarm: BudgetAlarm, by: Actor, at: datetime) -> None:
    """One notice and one case for the highest share that was reached."""
    values = {
        "budget": str(budget),
        "percent": str(alarm.percent),
        "spent": f"¥{yuan(alarm.spent_fen)}",
        "amount": f"¥{yuan(budget.amount_fen)}",
    }
    notice = Notice(
        kind=BUDGET_NEARLY_USED,
        account_id=budget.proposed_by_id,
        key=f"freight.budget:{budget.pk}:{alarm.percent}",
        values=values,
        about=trail.Subject.of(budget),
    )
    send(notice=notice, by=by, at=at)
    severity = Gravity.MAJOR if alarm.percent >= 100 else Gravity.MINOR
    opening = cases.Opening(
        subject=trail.Subject.of(alarm),
        title=str(budget),
        severity=severity,
        text=f"{values['spent']} / {values['amount']}",
        thread=trail.Subject.of(budget),
    )
    cases.open_case(cases.policy_of("freight.budget_alarm"), opening, by=by, at=at)
    fact = BudgetAlarmRaised(budget=str(budget), percent=alarm.percent, spent_fen=alarm.spent_fen)
    trail.record(fact, on=budget, by=by, at=at)
