"""Changing a draft: until it is submitted, its author may write on."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.catalog.capabilities import DESCRIBE_GOODS
from zhanggui.domain.catalog.drafts import columns, hang_pictures, listed, refuse_unwritable, write_skus
from zhanggui.domain.catalog.facts import DraftChanged
from zhanggui.domain.catalog.models import GoodsVersion
from zhanggui.domain.catalog.reach import reach_version
from zhanggui.domain.catalog.rules import GoodsContent, PictureRef, SkuWish
from zhanggui.domain.catalog.states import VERSION
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def change_draft(
    *,
    version_id: UUID,
    content: GoodsContent,
    skus: Sequence[SkuWish],
    pictures: Sequence[PictureRef],
    by: Actor,
    at: datetime,
) -> GoodsVersion:
    """Write the draft anew. Raises ``WrongState`` once it was submitted: then an edit is a new version."""
    by.require(DESCRIBE_GOODS)
    version = reach_version(version_id, by)
    VERSION.after(version.state, "change")
    refuse_unwritable(content, skus, pictures)

    for name, value in columns(content).items():
        setattr(version, name, value)
    version.skus = listed(write_skus(version.goods, skus, at))
    version.save()
    hang_pictures(version, pictures)

    fact = DraftChanged(number=version.goods.number, version=version.number, name=version.name)
    trail.record(fact, on=version, by=by, at=at, thread=version.goods)
    return version
