"""Returning an advertisement to its author."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.advertising.capabilities import REVIEW_ADS, REVIEW_SPECIAL_ADS
from zhanggui.domain.advertising.facts import AdReturned
from zhanggui.domain.advertising.models import AssetVersion
from zhanggui.domain.advertising.reach import held_version
from zhanggui.domain.advertising.states import VERSION
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def return_ad(*, version_id: UUID, by: Actor, at: datetime) -> AssetVersion:
    """Send a version back; the review that rejected it holds the reasons, item by item."""
    if not by.may(REVIEW_SPECIAL_ADS):
        by.require(REVIEW_ADS)
    version = held_version(version_id)
    version.state, version.decided_at = VERSION.after(version.state, "return"), at
    version.save(update_fields=["state", "decided_at"])

    fact = AdReturned(number=version.asset.number, version=version.number)
    trail.record(fact, on=version, by=by, at=at, thread=version.asset)
    return version
