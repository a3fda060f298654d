"""What the chosen lines come to: goods, delivery, to pay."""

from collections.abc import Sequence
from typing import Any

from zhanggui.domain.sales import rules
from zhanggui.surfaces.storefront.basket import Line


def of(lines: Sequence[Line]) -> dict[str, Any]:
    """The sums that a page shows, and whether all of it can be ordered now."""
    goods = sum(line.amount_fen for line in lines)
    freight = rules.freight(goods) if lines else 0
    return {
        "pieces": sum(line.wanted.quantity for line in lines),
        "goods_fen": goods,
        "freight_fen": freight,
        "payable_fen": goods + freight,
        "free_from_fen": rules.FREE_FREIGHT_FROM,
        "to_free_fen": max(0, rules.FREE_FREIGHT_FROM - goods),
        "ready": bool(lines) and all(line.may_be_bought for line in lines),
    }
