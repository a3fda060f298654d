"""Starting a campaign: go, or no go."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.campaigns.capabilities import RUN_CAMPAIGNS
from zhanggui.domain.campaigns.facts import CampaignStarted
from zhanggui.domain.campaigns.models import Campaign
from zhanggui.domain.campaigns.planning import held_campaign, write_log
from zhanggui.domain.campaigns.readiness import refuse_unready
from zhanggui.domain.campaigns.states import CAMPAIGN, LogKind
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def start_campaign(*, campaign_id: UUID, by: Actor, at: datetime) -> Campaign:
    """Begin it: within its approved days, with materials that may all be shown. Raises ``NotYetReady``."""
    by.require(RUN_CAMPAIGNS)
    campaign = held_campaign(campaign_id)
    campaign.state = CAMPAIGN.after(campaign.state, "start")
    refuse_unready(campaign, at)
    campaign.started_at = at
    campaign.save(update_fields=["state", "started_at"])
    write_log(campaign, LogKind.STARTED, by=by, at=at)

    trail.record(CampaignStarted(number=campaign.number), on=campaign, by=by, at=at)
    return campaign
