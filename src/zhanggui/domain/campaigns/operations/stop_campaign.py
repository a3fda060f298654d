"""Stopping a campaign in an emergency."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.campaigns.capabilities import STOP_CAMPAIGNS
from zhanggui.domain.campaigns.facts import CampaignStopped
from zhanggui.domain.campaigns.models import Campaign
from zhanggui.domain.campaigns.planning import held_campaign, write_log
from zhanggui.domain.campaigns.states import CAMPAIGN, LogKind
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def stop_campaign(*, campaign_id: UUID, reason: str, by: Actor, at: datetime) -> Campaign:
    """Stop it for good and at once. No link of it counts any more; what is learnt is summarised."""
    by.require(STOP_CAMPAIGNS)
    campaign = held_campaign(campaign_id)
    campaign.state = CAMPAIGN.after(campaign.state, "stop")
    campaign.over_at = at
    campaign.save(update_fields=["state", "over_at"])
    write_log(campaign, LogKind.STOPPED, by=by, at=at, text=reason)

    trail.record(CampaignStopped(number=campaign.number), on=campaign, by=by, at=at, reason=reason)
    return campaign
