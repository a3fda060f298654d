"""A budget that was not approved goes no further."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.freight.facts import BudgetDropped
from zhanggui.domain.freight.models import Budget
from zhanggui.domain.freight.states import BUDGET
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def drop_budget(*, budget_id: UUID, by: Actor, at: datetime) -> Budget:
    """Told by the approval that it was rejected, withdrawn or ran out."""
    budget = Budget.objects.locked().get(pk=budget_id)
    budget.state = BUDGET.after(budget.state, "drop")
    budget.decided_at = at
    budget.save(update_fields=["state", "decided_at"])
    trail.record(BudgetDropped(budget=str(budget)), on=budget, by=by, at=at)
    return budget
