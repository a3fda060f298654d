"""Pausing a campaign: its links lead to the plain page, its materials are held back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.campaigns.capabilities import STOP_CAMPAIGNS
from zhanggui.domain.campaigns.facts import CampaignPaused
from zhanggui.domain.campaigns.models import Campaign
from zhanggui.domain.campaigns.planning import held_campaign, write_log
from zhanggui.domain.campaigns.states import CAMPAIGN, LogKind
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def pause_campaign(*, campaign_id: UUID, reason: str, by: Actor, at: datetime) -> Campaign:
    """Hold it at once, by whoever sees that something goes wrong (B-5.2.3). Say why."""
    by.require(STOP_CAMPAIGNS)
    campaign = held_campaign(campaign_id)
    campaign.state = CAMPAIGN.after(campaign.state, "pause")
    campaign.save(update_fields=["state"])
    write_log(campaign, LogKind.PAUSED, by=by, at=at, text=reason)

    trail.record(CampaignPaused(number=campaign.number), on=campaign, by=by, at=at, reason=reason)
    return campaign
