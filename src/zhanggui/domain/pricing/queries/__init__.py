"""What the shop, the desks and order placement ask about prices."""

from zhanggui.domain.pricing.queries.changes import PriceSpan, changes_of, price_history
from zhanggui.domain.pricing.queries.goods_page import GoodsPage, SkuOnPage, goods_page
from zhanggui.domain.pricing.queries.offers import (
    FROM_A_SLOT,
    IN_THE_SHOP,
    OFFERS_SQL,
    NotOnSale,
    Offer,
    PriceChanged,
    hold_to_announced,
    offers_of,
)
from zhanggui.domain.pricing.queries.shelf import Card, Page, search, shelf

__all__ = [
    "FROM_A_SLOT",
    "IN_THE_SHOP",
    "OFFERS_SQL",
    "Card",
    "GoodsPage",
    "NotOnSale",
    "Offer",
    "Page",
    "PriceChanged",
    "PriceSpan",
    "SkuOnPage",
    "changes_of",
    "goods_page",
    "hold_to_announced",
    "offers_of",
    "price_history",
    "search",
    "shelf",
]
