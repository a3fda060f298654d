"""The page of one article: everything the law wants said, its SKUs with prices, its seller."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from zhanggui.domain.catalog.queries import GoodsView, goods_view
from zhanggui.domain.pricing.queries.offers import Offer, offers_of


@dataclass(frozen=True, slots=True)
class SkuOnPage:
    """One SKU to choose, with its offer now."""

    id: UUID
    code: str
    name: str
    spec: Mapping[str, str]
    offer: Offer


@dataclass(frozen=True, slots=True)
class GoodsPage:
    """The published version of goods, and what its SKUs cost now."""

    goods: GoodsView
    skus: list[SkuOnPage]

    @property
    def on_sale(self) -> bool:
        """Whether anything on this page can be bought now, stock apart."""
        return any(sku.offer.may_be_sold for sku in self.skus)


def goods_page(number: str, *, at: datetime, from_slot: bool = False) -> GoodsPage:
    """The page of the goods with this number. Raises ``NotFound`` if they were never published.

    Three statements, however many SKUs and pictures.
    """
    view = goods_view(number)
    offers = offers_of([sku.id for sku in view.skus], at=at, from_slot=from_slot)
    skus = [SkuOnPage(sku.id, sku.code, sku.name, sku.spec, offers[sku.id]) for sku in view.skus]
    return GoodsPage(view, skus)
