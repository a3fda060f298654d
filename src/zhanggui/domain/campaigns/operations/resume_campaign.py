"""Going on after a pause."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.campaigns.capabilities import RUN_CAMPAIGNS
from zhanggui.domain.campaigns.facts import CampaignResumed
from zhanggui.domain.campaigns.models import Campaign
from zhanggui.domain.campaigns.planning import held_campaign, write_log
from zhanggui.domain.campaigns.readiness import refuse_unready
from zhanggui.domain.campaigns.states import CAMPAIGN, LogKind
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def resume_campaign(*, campaign_id: UUID, reason: str, by: Actor, at: datetime) -> Campaign:
    """Let it go on, once its materials may all be shown. Raises ``NotYetReady``."""
    by.require(RUN_CAMPAIGNS)
    campaign = held_campaign(campaign_id)
    campaign.state = CAMPAIGN.after(campaign.state, "resume")
    refuse_unready(campaign, at)
    campaign.save(update_fields=["state"])
    write_log(campaign, LogKind.RESUMED, by=by, at=at, text=reason)

    trail.record(CampaignResumed(number=campaign.number), on=campaign, by=by, at=at, reason=reason)
    return campaign
