"""Withdrawing the plan of a promotion before it is decided."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.promotions.capabilities import PLAN_PROMOTIONS
from zhanggui.domain.promotions.facts import PlanWithdrawn
from zhanggui.domain.promotions.models import PromotionPlan
from zhanggui.domain.promotions.states import PLAN
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import approvals, trail


@transaction.atomic
def withdraw_plan(*, plan_id: UUID, reason: str, by: Actor, at: datetime) -> PromotionPlan:
    """Take a plan back. Raises ``WrongState`` once it is decided."""
    by.require(PLAN_PROMOTIONS)
    plan = PromotionPlan.objects.locked().filter(pk=plan_id).first()
    if plan is None:
        raise NotFound
    state = PLAN.after(plan.state, "withdraw")
    review = approvals.review_of(plan.id)
    if review is not None:
        approvals.withdraw(review_id=review.id, by=by, at=at, reason=reason)
    plan.state, plan.decided_at = state, at
    plan.save(update_fields=["state", "decided_at"])

    trail.record(PlanWithdrawn(number=plan.number), on=plan, by=by, at=at, reason=reason)
    return plan
