"""Drafting goods: a supplier writes down what it wants to sell."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.catalog import rules
from zhanggui.domain.catalog.capabilities import DESCRIBE_GOODS, SEE_ALL_GOODS
from zhanggui.domain.catalog.drafts import (
    hang_pictures,
    next_goods_number,
    refuse_unwritable,
    write_draft,
    write_skus,
)
from zhanggui.domain.catalog.facts import GoodsDrafted
from zhanggui.domain.catalog.models import Category, Goods, GoodsVersion
from zhanggui.domain.catalog.refusals import CategoryHasBranches, NotForSale
from zhanggui.domain.catalog.rules import Claim, GoodsContent, PictureRef, SkuWish
from zhanggui.domain.partners.queries import suppliers
from zhanggui.identity.actor import Actor
from zhanggui.kernel.norms import source_of
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail

__all__ = ["Claim", "GoodsContent", "PictureRef", "SkuWish", "draft_goods"]


@transaction.atomic
def draft_goods(
    *,
    category_id: UUID,
    content: GoodsContent,
    skus: Sequence[SkuWish] = (SkuWish(),),
    pictures: Sequence[PictureRef] = (),
    supplier_id: UUID | None = None,
    by: Actor,
    at: datetime,
) -> GoodsVersion:
    """New goods with their first version, as a draft that nobody but its supplier and the house sees.

    ``supplier_id`` is needed when the house writes for a supplier; a supplier writes for itself.
    Raises ``NotForSale`` for kinds of goods the law keeps out of the shop (B-2.1.1).
    """
    by.require(DESCRIBE_GOODS)
    supplier = _supplier(supplier_id, by)
    category = Category.objects.filter(pk=category_id).first()
    if category is None:
        raise NotFound
    _refuse_category(category, at)
    refuse_unwritable(content, skus, pictures)

    goods = Goods(number=next_goods_number(), supplier_id=supplier, category=category, created_at=at)
    goods.save(force_insert=True)
    version = write_draft(goods, 1, content, write_skus(goods, skus, at), by, at)
    hang_pictures(version, pictures)

    fact = GoodsDrafted(number=goods.number, version=1, name=content.name)
    trail.record(fact, on=version, by=by, at=at, thread=goods)
    return version


def _supplier(supplier_id: UUID | None, by: Actor) -> UUID:
    """The supplier written for. One's own, unless one's post reaches all."""
    reached = suppliers(by)
    if by.may(SEE_ALL_GOODS):
        reached = reached.filter(pk__in=[supplier_id] if supplier_id else [])
    found = reached.values_list("pk", flat=True).first()
    if found is None or supplier_id not in (None, found):
        raise NotFound
    return found


def _refuse_category(category: Category, at: datetime) -> None:
    if category.children.exists():
        raise CategoryHasBranches(name=category.name_zh)
    if ban := rules.banned_by(category.legal_class, rules.SALE_BANS, on=at):
        raise NotForSale(category=category.name_zh, source=source_of(ban, on=at))
