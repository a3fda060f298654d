"""Whether a campaign may run now: its days, and every material (B-5.2.3)."""

from datetime import datetime

from zhanggui.domain.advertising.queries import showable
from zhanggui.domain.campaigns.models import Campaign
from zhanggui.domain.campaigns.refusals import NotYetReady
from zhanggui.domain.campaigns.words import reasons_said


def unready(campaign: Campaign, at: datetime) -> list[str]:
    """Why it may not run now, as codes; nothing if it may."""
    plan = campaign.adopted_plan
    found = []
    if plan is not None and at < plan.starts_at:
        found.append("too_early")
    if plan is not None and at >= plan.ends_at:
        found.append("over")
    assets = set(campaign.materials.values_list("asset_id", flat=True))
    if not assets:
        found.append("no_material")
    elif showable(assets, at) != assets:
        found.append("material_not_showable")
    return found


def refuse_unready(campaign: Campaign, at: datetime) -> None:
    """Raise ``NotYetReady`` with every reason."""
    if reasons := unready(campaign, at):
        raise NotYetReady(reasons=reasons_said(reasons))
