"""Revising the plan of a campaign: another budget, another schedule, reviewed like the first."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.campaigns.capabilities import PLAN_CAMPAIGNS
from zhanggui.domain.campaigns.facts import CampaignDrafted
from zhanggui.domain.campaigns.models import Plan
from zhanggui.domain.campaigns.planning import held_campaign, write_plan
from zhanggui.domain.campaigns.rules import PlanWish
from zhanggui.domain.campaigns.states import CAMPAIGN
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def revise_campaign_plan(*, campaign_id: UUID, plan: PlanWish, by: Actor, at: datetime) -> Plan:
    """A new draft; the campaign follows the plan it has until the new one is adopted.

    Raises ``PlanOpen`` beside another open one, and ``WrongState`` once the campaign is over.
    """
    by.require(PLAN_CAMPAIGNS)
    campaign = held_campaign(campaign_id)
    CAMPAIGN.after(campaign.state, "adopt")

    written = write_plan(campaign, plan, by, at)

    fact = CampaignDrafted(number=campaign.number, name=campaign.name, plan=written.number)
    trail.record(fact, on=written, by=by, at=at, thread=campaign)
    return written
