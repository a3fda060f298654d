"""Adopting a plan: the campaign follows it, and its budget may be spent."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.campaigns import accounts
from zhanggui.domain.campaigns.capabilities import APPROVE_CAMPAIGNS
from zhanggui.domain.campaigns.facts import PlanAdopted
from zhanggui.domain.campaigns.models import Campaign, Plan
from zhanggui.domain.campaigns.planning import held_plan
from zhanggui.domain.campaigns.refusals import OverBudget
from zhanggui.domain.campaigns.states import CAMPAIGN, PLAN, PlanState
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import ledger, trail
from zhanggui.mechanisms.ledger import Entry, Transfer


@transaction.atomic
def adopt_campaign_plan(*, plan_id: UUID, by: Actor, at: datetime) -> Campaign:
    """Let the campaign follow this plan. The last approval of the review calls this.

    The ledger gives the budget, or the difference to the one before; what is spent already is not taken back
    (``OverBudget``). The database refuses a plan that was not approved.
    """
    by.require(APPROVE_CAMPAIGNS)
    plan = held_plan(plan_id)
    campaign = plan.campaign
    state = PLAN.after(plan.state, "adopt")
    campaign.state = CAMPAIGN.after(campaign.state, "adopt")
    before = Plan.objects.locked().filter(campaign=campaign, state=PlanState.ADOPTED).first()
    _give(campaign, plan, plan.budget_fen - (before.budget_fen if before else 0), by, at)

    if before is not None:
        before.state = PLAN.after(before.state, "supersede")
        before.save(update_fields=["state"])
    plan.state, plan.decided_at = state, at
    plan.save(update_fields=["state", "decided_at"])
    campaign.adopted_plan = plan
    campaign.save(update_fields=["state", "adopted_plan"])

    fact = PlanAdopted(number=campaign.number, plan=plan.number, budget_fen=plan.budget_fen)
    trail.record(fact, on=plan, by=by, at=at, thread=campaign)
    return campaign


def _give(campaign: Campaign, plan: Plan, difference: int, by: Actor, at: datetime) -> None:
    if difference == 0:
        return
    left, approved = accounts.left(campaign.pk), accounts.approved()
    available = ledger.balance(left).available
    debit, credit = (left, approved) if difference > 0 else (approved, left)
    entry = Entry(
        kind="campaigns.budget",
        key=f"campaign-plan:{plan.pk}",
        at=at,
        subject=trail.Subject.of(campaign),
        transfers=[Transfer(debit, credit, abs(difference))],
    )
    try:
        ledger.post(entry, by=by)
    except ledger.Insufficient as problem:
        raise OverBudget(left_fen=available) from problem
