"""Ending an advertisement in good order: its time is over."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.advertising.capabilities import WRITE_ADS
from zhanggui.domain.advertising.ending import end_publication
from zhanggui.domain.advertising.facts import AdEnded
from zhanggui.domain.advertising.models import AssetVersion
from zhanggui.domain.advertising.reach import reach_asset
from zhanggui.domain.advertising.states import EndCause
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def end_ad(*, asset_id: UUID, reason: str, by: Actor, at: datetime) -> AssetVersion:
    """Show it no more. The archive keeps it for the years of the law from today (AD-15)."""
    by.require(WRITE_ADS)
    asset = reach_asset(asset_id, by)
    version = end_publication(asset, EndCause.ENDED, at=at)

    fact = AdEnded(
        asset=str(asset.pk), number=asset.number, version=version.number, cause=EndCause.ENDED.value
    )
    trail.record(fact, on=version, by=by, at=at, reason=reason, thread=asset)
    return version
