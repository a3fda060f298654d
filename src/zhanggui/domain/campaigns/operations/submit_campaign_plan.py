"""Submitting a plan: frozen, and handed to those who check and approve it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.campaigns import rules
from zhanggui.domain.campaigns.capabilities import PLAN_CAMPAIGNS
from zhanggui.domain.campaigns.facts import PlanSubmitted
from zhanggui.domain.campaigns.models import Plan
from zhanggui.domain.campaigns.planning import frozen_content, held_plan, wish_of
from zhanggui.domain.campaigns.policies import CAMPAIGN_PLAN
from zhanggui.domain.campaigns.refusals import PlanIncomplete
from zhanggui.domain.campaigns.states import PLAN
from zhanggui.domain.campaigns.words import fields_said
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import approvals, trail


@transaction.atomic
def submit_campaign_plan(*, plan_id: UUID, by: Actor, at: datetime, note: str = "") -> Plan:
    """Hand a plan to review. Raises ``PlanIncomplete`` with everything that is missing (B-5.2.1)."""
    by.require(PLAN_CAMPAIGNS)
    plan = held_plan(plan_id)
    state = PLAN.after(plan.state, "submit")
    if found := rules.wanting(wish_of(plan)):
        raise PlanIncomplete(fields=fields_said(found))

    plan.state, plan.submitted_at = state, at
    plan.digest = approvals.digest_of(frozen_content(plan))
    plan.save(update_fields=["state", "submitted_at", "digest"])
    approvals.submit(CAMPAIGN_PLAN, plan, by=by, at=at, author=plan.author, note=note)

    fact = PlanSubmitted(number=plan.campaign.number, plan=plan.number, budget_fen=plan.budget_fen)
    trail.record(fact, on=plan, by=by, at=at, reason=note, thread=plan.campaign)
    return plan
