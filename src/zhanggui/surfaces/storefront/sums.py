"""What the chosen lines come to, step by step: goods, what is taken off and why, delivery, to pay."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext

from zhanggui.domain.sales import rules
from zhanggui.journeys.order_wish import LineWish
from zhanggui.journeys.quote import Quote, QuotedLine, QuoteWish, quote
from zhanggui.surfaces.storefront import doors
from zhanggui.surfaces.storefront.basket import Line


def quoted(
    request: HttpRequest,
    lines: Sequence[Line],
    *,
    coupons: Sequence[str] | None = None,
    points: int = 0,
    at: datetime,
) -> Quote:
    """What these lines cost this reader now. Without ``coupons``, with the best combination of theirs."""
    by = doors.actor_of(request)
    wish = QuoteWish(
        lines=[
            LineWish(
                sku_id=line.wanted.sku_id,
                quantity=line.wanted.quantity,
                announced_fen=line.offer.amount_fen or 0,
                slot_goods_id=line.slot_goods_id,
            )
            for line in lines
        ],
        customer_id=by.account_id if doors.is_customer(request) else None,
        coupons=coupons,
        points=points,
    )
    return quote(wish=wish, by=by, at=at)


def of(lines: Sequence[Line], quote: Quote | None) -> dict[str, Any]:
    """The sums that a page shows, and whether all of it can be ordered now."""
    goods = quote.goods_fen if quote else 0
    bought = sum(line.amount_fen for line in lines)
    return {
        "pieces": sum(line.wanted.quantity for line in lines),
        "gifts": gifts_of(quote),
        "goods_fen": goods,
        "taken_off": taken_off(quote.lines) if quote else [],
        "freight_fen": quote.freight_fen if quote else 0,
        "payable_fen": quote.payable_fen if quote else 0,
        "to_free_fen": max(0, rules.FREE_FREIGHT_FROM - bought),
        "ready": bool(lines) and all(line.may_be_bought for line in lines),
    }


def gifts_of(quote: Quote | None) -> list[QuotedLine]:
    """What goes along for nothing."""
    return [line for line in quote.lines if line.gift] if quote else []


CHAIN = ("price", "bundle", "nth_piece", "full_reduction", "gift", "coupon", "points")
"""The order in which prices are reckoned, as the rules page tells it."""


def taken_off(lines: Iterable[Any]) -> list[dict[str, Any]]:
    """What is taken off altogether, in the order of the chain, in the words that were announced."""
    summed: dict[tuple[str, str, str], dict[str, Any]] = {}
    for line in lines:
        for step in line.explanation[1:]:
            key = (step["step"], step.get("number", ""), step.get("code", ""))
            known = summed.setdefault(key, {"words": words_of(step), "fen": 0})
            known["fen"] += step["fen"]
    in_order = sorted(summed.items(), key=lambda one: CHAIN.index(one[0][0]) if one[0][0] in CHAIN else 0)
    return [step for _, step in in_order if step["fen"]]


def words_of(step: Mapping[str, Any]) -> str:
    """One step of an explanation: the announced title, or what everybody calls it."""
    return str(step.get("title") or {"points": gettext("Points")}.get(step["step"], step["step"]))
