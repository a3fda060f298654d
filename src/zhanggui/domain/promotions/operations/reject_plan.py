"""Rejecting the plan of a promotion: nothing becomes of it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.promotions.capabilities import APPROVE_PROMOTIONS, EXAMINE_PROMOTIONS
from zhanggui.domain.promotions.facts import PlanRejected
from zhanggui.domain.promotions.models import PromotionPlan
from zhanggui.domain.promotions.states import PLAN
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def reject_plan(*, plan_id: UUID, by: Actor, at: datetime) -> PromotionPlan:
    """End a plan; the review that rejected it holds the reasons, item by item."""
    if not by.may(EXAMINE_PROMOTIONS):
        by.require(APPROVE_PROMOTIONS)
    plan = PromotionPlan.objects.locked().get(pk=plan_id)
    plan.state, plan.decided_at = PLAN.after(plan.state, "reject"), at
    plan.save(update_fields=["state", "decided_at"])

    trail.record(PlanRejected(number=plan.number), on=plan, by=by, at=at)
    return plan
