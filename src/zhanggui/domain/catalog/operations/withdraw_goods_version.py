"""Withdrawing goods information: its supplier takes a draft or a submitted version back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.catalog.capabilities import DESCRIBE_GOODS
from zhanggui.domain.catalog.facts import VersionWithdrawn
from zhanggui.domain.catalog.models import GoodsVersion
from zhanggui.domain.catalog.reach import reach_version
from zhanggui.domain.catalog.states import VERSION, VersionState
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import approvals, trail


@transaction.atomic
def withdraw_goods_version(*, version_id: UUID, by: Actor, at: datetime, reason: str = "") -> GoodsVersion:
    """Take back a version that is not decided yet. What is on sale stays on sale (B-2.2.4)."""
    by.require(DESCRIBE_GOODS)
    version = reach_version(version_id, by)
    VERSION.after(version.state, "withdraw")

    review = approvals.review_of(version.id)
    if version.state == VersionState.SUBMITTED and review is not None:
        approvals.withdraw(review_id=review.id, by=by, at=at, reason=reason)
    version.state, version.decided_at = VersionState.WITHDRAWN, at
    version.save(update_fields=["state", "decided_at"])

    fact = VersionWithdrawn(number=version.goods.number, version=version.number, name=version.name)
    trail.record(fact, on=version, by=by, at=at, reason=reason, thread=version.goods)
    return version
