"""An approved budget holds, in place of the one before."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.freight.capabilities import APPROVE_BUDGETS
from zhanggui.domain.freight.facts import BudgetApproved
from zhanggui.domain.freight.models import Budget
from zhanggui.domain.freight.states import BUDGET, BudgetState
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def approve_budget(*, budget_id: UUID, by: Actor, at: datetime) -> Budget:
    """Let a budget hold for its month. The approval calls this."""
    by.require(APPROVE_BUDGETS)
    budget = Budget.objects.locked().get(pk=budget_id)
    same = Budget.objects.locked().filter(
        month=budget.month,
        carrier=budget.carrier_id,
        warehouse=budget.warehouse_id,
        province=budget.province,
        state=BudgetState.IN_FORCE,
    )
    for before in same:
        before.state = BUDGET.after(before.state, "replace")
        before.save(update_fields=["state"])
    budget.state = BUDGET.after(budget.state, "approve")
    budget.decided_at = at
    budget.save(update_fields=["state", "decided_at"])
    fact = BudgetApproved(budget=str(budget), amount_fen=budget.amount_fen)
    trail.record(fact, on=budget, by=by, at=at)
    return budget
