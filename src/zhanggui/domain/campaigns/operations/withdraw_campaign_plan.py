"""Withdrawing a plan before it is decided."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.campaigns.capabilities import PLAN_CAMPAIGNS
from zhanggui.domain.campaigns.facts import PlanWithdrawn
from zhanggui.domain.campaigns.models import Plan
from zhanggui.domain.campaigns.planning import held_plan
from zhanggui.domain.campaigns.states import PLAN, PlanState
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import approvals, trail


@transaction.atomic
def withdraw_campaign_plan(*, plan_id: UUID, by: Actor, at: datetime, reason: str = "") -> Plan:
    """Take back a draft, or a plan that is under review."""
    by.require(PLAN_CAMPAIGNS)
    plan = held_plan(plan_id)
    state = PLAN.after(plan.state, "withdraw")

    review = approvals.review_of(plan.id)
    if plan.state == PlanState.SUBMITTED and review is not None:
        approvals.withdraw(review_id=review.id, by=by, at=at, reason=reason)
    plan.state, plan.decided_at = state, at
    plan.save(update_fields=["state", "decided_at"])

    fact = PlanWithdrawn(number=plan.campaign.number, plan=plan.number)
    trail.record(fact, on=plan, by=by, at=at, reason=reason, thread=plan.campaign)
    return plan
