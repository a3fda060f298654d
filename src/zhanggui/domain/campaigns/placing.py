"""Where campaigns show an advertisement: their links lead to its page only while it may be shown."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from zhanggui.domain.advertising.queries import is_showable
from zhanggui.domain.campaigns.models import Material
from zhanggui.domain.campaigns.states import CampaignState


def where_shown(asset_id: UUID, at: datetime) -> Sequence[str]:
    """The running campaigns that have this advertisement out while it may be shown."""
    if not is_showable(asset_id, at):
        return []
    out = Material.objects.filter(
        asset_id=asset_id, out_at__isnull=False, campaign__state=CampaignState.RUNNING
    )
    return list(out.values_list("campaign__number", flat=True))
