"""Revising an advertisement: its next version is a draft, and the public one stays until that is approved."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.advertising.capabilities import WRITE_ADS
from zhanggui.domain.advertising.facts import AdDrafted
from zhanggui.domain.advertising.models import AssetVersion
from zhanggui.domain.advertising.reach import reach_asset
from zhanggui.domain.advertising.rules import AdContent
from zhanggui.domain.advertising.writing import refuse_open_version, write_version
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def revise_ad(*, asset_id: UUID, content: AdContent, by: Actor, at: datetime) -> AssetVersion:
    """A new draft version; what comes of a change, however small, is reviewed anew (B-5.4.3).

    Raises ``DraftOpen`` while another version is being written or reviewed.
    """
    by.require(WRITE_ADS)
    asset = reach_asset(asset_id, by)
    refuse_open_version(asset)
    last = asset.versions.order_by("-number").values_list("number", flat=True).first() or 0

    version = write_version(asset, last + 1, content, by, at)

    fact = AdDrafted(number=asset.number, title=asset.title, kind=asset.kind, version=version.number)
    trail.record(fact, on=version, by=by, at=at, thread=asset)
    return version
