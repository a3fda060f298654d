"""What the clock does: campaigns whose time is over end, and materials that may not be shown are told of."""

from datetime import datetime

from django.db import transaction

from zhanggui.domain.advertising.queries import showable
from zhanggui.domain.campaigns.capabilities import COUNT_EFFECTS
from zhanggui.domain.campaigns.facts import CampaignEnded, MaterialGone
from zhanggui.domain.campaigns.models import Campaign
from zhanggui.domain.campaigns.planning import write_log
from zhanggui.domain.campaigns.states import CAMPAIGN, CampaignState, LogKind
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail

UNDER_WAY = [CampaignState.RUNNING, CampaignState.PAUSED]


@transaction.atomic
def advance_campaigns(*, by: Actor, at: datetime) -> list[Campaign]:
    """End what is over; write into the log, once, what of the others may no longer be shown."""
    by.require(COUNT_EFFECTS)
    moved = []
    for campaign in Campaign.objects.locked().filter(state__in=UNDER_WAY).select_related("adopted_plan"):
        plan = campaign.adopted_plan
        if plan is not None and at >= plan.ends_at:
            campaign.state, campaign.over_at = CAMPAIGN.after(campaign.state, "end"), at
            campaign.save(update_fields=["state", "over_at"])
            write_log(campaign, LogKind.ENDED, by=by, at=at)
            trail.record(CampaignEnded(number=campaign.number), on=campaign, by=by, at=at)
            moved.append(campaign)
        elif _tell_gone(campaign, by, at):
            moved.append(campaign)
    return moved


def _tell_gone(campaign: Campaign, by: Actor, at: datetime) -> bool:
    """Materials that are out but may not be shown any more; whoever runs the campaign takes them away."""
    out = list(campaign.materials.filter(out_at__isnull=False).select_related("asset"))
    shown = showable([one.asset_id for one in out], at)
    told = set(campaign.log.filter(kind=LogKind.MATERIAL_GONE).values_list("text", flat=True))
    gone = {one.asset.number for one in out if one.asset_id not in shown} - told
    for number in sorted(gone):
        write_log(campaign, LogKind.MATERIAL_GONE, by=by, at=at, text=number)
        trail.record(MaterialGone(number=campaign.number, asset=number), on=campaign, by=by, at=at)
    return bool(gone)
