"""Giving a campaign up before it began."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.campaigns.capabilities import PLAN_CAMPAIGNS
from zhanggui.domain.campaigns.facts import CampaignDropped
from zhanggui.domain.campaigns.models import Campaign
from zhanggui.domain.campaigns.planning import held_campaign
from zhanggui.domain.campaigns.states import CAMPAIGN
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def drop_campaign(*, campaign_id: UUID, reason: str, by: Actor, at: datetime) -> Campaign:
    """Give it up. A budget that was given to it stays on its account, unspent for good."""
    by.require(PLAN_CAMPAIGNS)
    campaign = held_campaign(campaign_id)
    campaign.state = CAMPAIGN.after(campaign.state, "drop")
    campaign.save(update_fields=["state"])

    trail.record(CampaignDropped(number=campaign.number), on=campaign, by=by, at=at, reason=reason)
    return campaign
