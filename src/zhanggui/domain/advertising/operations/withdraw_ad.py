"""Withdrawing a version of an advertisement before it is decided."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.advertising.capabilities import WRITE_ADS
from zhanggui.domain.advertising.facts import AdWithdrawn
from zhanggui.domain.advertising.models import AssetVersion
from zhanggui.domain.advertising.reach import reach_version
from zhanggui.domain.advertising.states import VERSION, VersionState
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import approvals, trail


@transaction.atomic
def withdraw_ad(*, version_id: UUID, by: Actor, at: datetime, reason: str = "") -> AssetVersion:
    """Take back a draft, or a version that is under review. What is public stays public."""
    by.require(WRITE_ADS)
    version = reach_version(version_id, by)
    state = VERSION.after(version.state, "withdraw")

    review = approvals.review_of(version.id)
    if version.state == VersionState.SUBMITTED and review is not None:
        approvals.withdraw(review_id=review.id, by=by, at=at, reason=reason)
    version.state, version.decided_at = state, at
    version.save(update_fields=["state", "decided_at"])

    fact = AdWithdrawn(number=version.asset.number, version=version.number)
    trail.record(fact, on=version, by=by, at=at, reason=reason, thread=version.asset)
    return version
