"""Returning goods information to its supplier, to be corrected or withdrawn."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.catalog.capabilities import REVIEW_GOODS
from zhanggui.domain.catalog.facts import GoodsReturned
from zhanggui.domain.catalog.models import GoodsVersion
from zhanggui.domain.catalog.states import VERSION
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def return_goods_version(*, version_id: UUID, by: Actor, at: datetime) -> GoodsVersion:
    """Send a version back; the review that rejected it holds the reasons, item by item (B-2.2.4)."""
    by.require(REVIEW_GOODS)
    version = GoodsVersion.objects.locked().get(pk=version_id)
    version.state, version.decided_at = VERSION.after(version.state, "return"), at
    version.save(update_fields=["state", "decided_at"])

    fact = GoodsReturned(number=version.goods.number, version=version.number, name=version.name)
    trail.record(fact, on=version, by=by, at=at, thread=version.goods)
    return version
