"""Revising goods: an edit is a new version; what is on sale stays as it is until that one is approved."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.catalog.capabilities import DESCRIBE_GOODS
from zhanggui.domain.catalog.drafts import (
    hang_pictures,
    pictures_of,
    refuse_unwritable,
    write_draft,
    write_skus,
)
from zhanggui.domain.catalog.facts import GoodsDrafted
from zhanggui.domain.catalog.models import Goods, GoodsVersion
from zhanggui.domain.catalog.reach import reach_goods
from zhanggui.domain.catalog.refusals import OpenVersionExists
from zhanggui.domain.catalog.rules import GoodsContent, PictureRef, SkuWish
from zhanggui.domain.catalog.states import VersionState
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def revise_goods(
    *,
    goods_id: UUID,
    content: GoodsContent,
    skus: Sequence[SkuWish],
    pictures: Sequence[PictureRef] | None = None,
    by: Actor,
    at: datetime,
) -> GoodsVersion:
    """A new draft version of goods. Without ``pictures`` it takes over those of the latest version.

    Raises ``OpenVersionExists`` while another draft or review is under way.
    """
    by.require(DESCRIBE_GOODS)
    goods = reach_goods(goods_id, by)
    latest = goods.versions.order_by("-number").first()
    _refuse_open(goods)
    if pictures is None:
        pictures = pictures_of(latest)
    refuse_unwritable(content, skus, pictures)

    number = latest.number + 1 if latest else 1
    version = write_draft(goods, number, content, write_skus(goods, skus, at), by, at)
    hang_pictures(version, pictures)

    fact = GoodsDrafted(number=goods.number, version=number, name=content.name)
    trail.record(fact, on=version, by=by, at=at, thread=goods)
    return version


def _refuse_open(goods: Goods) -> None:
    open_states = [VersionState.DRAFT, VersionState.SUBMITTED]
    number = goods.versions.filter(state__in=open_states).values_list("number", flat=True).first()
    if number is not None:
        raise OpenVersionExists(number=number)
