"""Returning a plan to its author."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.campaigns.capabilities import APPROVE_CAMPAIGNS, CHECK_CAMPAIGNS
from zhanggui.domain.campaigns.facts import PlanReturned
from zhanggui.domain.campaigns.models import Plan
from zhanggui.domain.campaigns.planning import held_plan
from zhanggui.domain.campaigns.states import PLAN
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def return_campaign_plan(*, plan_id: UUID, by: Actor, at: datetime) -> Plan:
    """Send a plan back; the review that rejected it holds the reasons, item by item."""
    if not by.may(CHECK_CAMPAIGNS):
        by.require(APPROVE_CAMPAIGNS)
    plan = held_plan(plan_id)
    plan.state, plan.decided_at = PLAN.after(plan.state, "return"), at
    plan.save(update_fields=["state", "decided_at"])

    fact = PlanReturned(number=plan.campaign.number, plan=plan.number)
    trail.record(fact, on=plan, by=by, at=at, thread=plan.campaign)
    return plan
