"""Ending a campaign in good order."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.campaigns.capabilities import RUN_CAMPAIGNS
from zhanggui.domain.campaigns.facts import CampaignEnded
from zhanggui.domain.campaigns.models import Campaign
from zhanggui.domain.campaigns.planning import held_campaign, write_log
from zhanggui.domain.campaigns.states import CAMPAIGN, LogKind
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def end_campaign(*, campaign_id: UUID, reason: str, by: Actor, at: datetime) -> Campaign:
    """Its time is over, or it has done what it should; what came of it is summarised next."""
    by.require(RUN_CAMPAIGNS)
    campaign = held_campaign(campaign_id)
    campaign.state = CAMPAIGN.after(campaign.state, "end")
    campaign.over_at = at
    campaign.save(update_fields=["state", "over_at"])
    write_log(campaign, LogKind.ENDED, by=by, at=at, text=reason)

    trail.record(CampaignEnded(number=campaign.number), on=campaign, by=by, at=at, reason=reason)
    return campaign
