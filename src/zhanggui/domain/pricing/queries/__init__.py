"""What the shop, the desks and order placement ask about prices."""

from zhanggui.domain.pricing.market import lowest_normal_prices
from zhanggui.domain.pricing.queries.changes import (
    PriceSpan,
    PublicHistory,
    changes_of,
    price_history,
    public_history,
)
from zhanggui.domain.pricing.queries.offers import ASKED_SQL, Offer, offers_of, offers_sql
from zhanggui.domain.pricing.queries.violations import reported_already

__all__ = [
    "ASKED_SQL",
    "Offer",
    "PriceSpan",
    "PublicHistory",
    "changes_of",
    "lowest_normal_prices",
    "offers_of",
    "offers_sql",
    "price_history",
    "public_history",
    "reported_already",
]
