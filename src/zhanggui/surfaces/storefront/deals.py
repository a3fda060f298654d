"""What is promised about an article beside its price: promotions and coupons that count for it (B-4.3.3)."""

from datetime import datetime

from zhanggui.domain.promotions import queries
from zhanggui.domain.promotions.rules import Promotion
from zhanggui.domain.promotions.states import CouponWay
from zhanggui.surfaces.design.kept import Kept
from zhanggui.surfaces.storefront.details import Choice

SECONDS = 5
"""A promotion that is suspended leaves the pages within so many seconds, and every order at once."""
_announced: Kept[tuple[Promotion, ...]] = Kept(size=1, seconds=SECONDS)


def announced(at: datetime) -> tuple[Promotion, ...]:
    """Everything in force that everybody may have: few rows, asked for once in a while for all pages."""
    return _announced.get("all", lambda: _read(at))


def _read(at: datetime) -> tuple[Promotion, ...]:
    public = [one for one in queries.running(at) if one.plan.way in ("", CouponWay.OPEN)]
    return tuple(one.plan.as_rule() for one in public)


def forget() -> None:
    """Ask anew."""
    _announced.forget()


def about(chosen: Choice, running: tuple[Promotion, ...], *, category: str, supplier: str) -> list[Promotion]:
    """Those that count for this choice at the price it has now."""
    known = {"sku": str(chosen.sku_id), "category": category, "supplier": supplier}
    return [one for one in running if one.concerns(price_kind=chosen.price_kind, **known)]
