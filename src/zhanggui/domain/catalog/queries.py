"""Reads of the catalogue: for the shop, for the desks, and for the packages above."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from zhanggui.domain.catalog.models import Sku
from zhanggui.domain.catalog.reach import goods_of
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound

__all__ = ["goods_of", "hold_skus", "refuse_foreign_skus"]


def refuse_foreign_skus(sku_ids: Sequence[UUID], *, by: Actor) -> None:
    """Raise ``NotFound`` unless every SKU exists and belongs to goods this actor may see."""
    wanted = set(sku_ids)
    seen = Sku.objects.filter(pk__in=wanted, goods__in=goods_of(by)).count()
    if seen < len(wanted):
        raise NotFound


def hold_skus(sku_ids: Iterable[UUID]) -> Mapping[UUID, str]:
    """The codes of these SKUs, held until the transaction ends: what changes their prices queues here.

    Raises ``NotFound`` if one does not exist.
    """
    wanted = set(sku_ids)
    held = dict(Sku.objects.locked().filter(pk__in=wanted).values_list("pk", "code"))
    if len(held) < len(wanted):
        raise NotFound
    return held
