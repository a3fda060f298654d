"""Quoting: what an order would cost and why, and whether it could be placed. Nothing is reserved."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from zhanggui.domain.pricing.queries import Offer
from zhanggui.domain.promotions import rules as promotions
from zhanggui.domain.sales import rules
from zhanggui.domain.sales.capabilities import PLACE_FOR_OTHERS
from zhanggui.identity.actor import Actor
from zhanggui.journeys import offers, reckoning
from zhanggui.journeys.offers import Context
from zhanggui.journeys.order_wish import Announced, LineWish
from zhanggui.kernel.money import Fen
from zhanggui.kernel.norms import norm
from zhanggui.kernel.refusal import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteWish:
    """What somebody means to order. Without ``coupons`` the best combination of them is used."""

    lines: Sequence[LineWish]
    customer_id: UUID | None = None
    coupons: Sequence[str] | None = None
    points: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedLine:
    """A line at today's price, what is taken off it, and why, step by step."""

    sku: UUID
    name: str
    quantity: int
    unit_fen: Fen | None
    amount_fen: Fen
    discount_fen: Fen
    explanation: list[dict[str, Any]]
    available: bool
    stops: list[str]
    return_policy: str
    gift: bool = False

    @property
    def paid_fen(self) -> Fen:
        """What it comes to."""
        return self.amount_fen - self.discount_fen


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedCoupon:
    """A coupon the customer holds: whether it is used, what it would save alone, or why nothing."""

    code: str
    title: str
    valid_until: datetime
    used: bool
    saves_fen: Fen
    why_not: str
    missing_fen: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Lines, gifts among them, and totals; the coupons and points that could be used."""

    lines: list[QuotedLine]
    goods_fen: Fen
    discount_fen: Fen
    freight_fen: Fen
    payable_fen: Fen
    coupons: list[QuotedCoupon] = field(default_factory=list)
    points: int = 0
    """Points used."""
    points_have: int = 0
    points_most: int = 0
    """How many points this order takes at most."""

    @property
    def used_coupons(self) -> list[str]:
        """The codes of the coupons it is reckoned with."""
        return [coupon.code for coupon in self.coupons if coupon.used]

    @property
    def announced(self) -> Announced:
        """What to place the order with, so that what was shown is what is charged."""
        return Announced(self.payable_fen, sum(line.quantity for line in self.lines if line.gift))


def quote(*, wish: QuoteWish, by: Actor, at: datetime) -> Quote:
    """What these lines cost now. Raises ``NotFound`` for an unknown SKU, or somebody else's coupons."""
    if wish.customer_id not in (None, by.account_id) and not by.may(PLACE_FOR_OTHERS):
        raise NotFound()
    context = offers.look(wish.lines, customer_id=wish.customer_id, coupons=None, at=at)
    offered = [(line, _offer(line, context)) for line in wish.lines]
    have = context.points(wish.customer_id)
    basket = reckoning.basket(offered, context, points=min(wish.points, have), at=at)
    held = [one.rule for one in context.coupons]
    if wish.coupons is None:
        chosen = promotions.best(basket, held, most=norm("promotion.coupons_per_order", on=at))
    else:
        chosen = tuple(coupon for coupon in held if coupon.code in wish.coupons)
    priced = promotions.price(replace(basket, coupons=chosen))

    lines = [
        _quoted(line, offer, tab, context) for (line, offer), tab in zip(offered, priced.tabs, strict=True)
    ]
    lines += [_gift(given, context) for given in priced.given]
    goods = sum(line.amount_fen for line in lines)
    freight = rules.freight(priced.amount_fen)
    discount = sum(line.discount_fen for line in lines)
    return Quote(
        lines=lines,
        goods_fen=goods,
        discount_fen=discount,
        freight_fen=freight,
        payable_fen=goods + freight - discount,
        coupons=_coupons(basket, priced, context),
        points=priced.points,
        points_have=have,
        points_most=_points_most(priced, have, at),
    )


def _offer(line: LineWish, context: Context) -> Offer:
    offer = context.offer(line)
    if offer is None:
        raise NotFound()
    return offer


def _quoted(line: LineWish, offer: Offer, tab: promotions.Tab, context: Context) -> QuotedLine:
    stops = list(offer.stops) + ([] if context.is_on_air(line) else ["not_on_air"])
    return QuotedLine(
        sku=line.sku_id,
        name=f"{offer.name} {offer.sku_name}".strip(),
        quantity=line.quantity,
        unit_fen=offer.amount_fen,
        amount_fen=tab.line.amount_fen,
        discount_fen=tab.off_fen,
        explanation=list(reckoning.explanation(tab)),
        available=context.available(line) >= line.quantity and not stops,
        stops=stops,
        return_policy=offer.return_policy,
    )


def _gift(given: promotions.Given, context: Context) -> QuotedLine:
    line = reckoning.gift_line(given, context)
    return QuotedLine(
        sku=line.sku_id,
        name=line.name,
        quantity=line.quantity,
        unit_fen=line.unit_fen,
        amount_fen=line.unit_fen * line.quantity,
        discount_fen=line.discount_fen,
        explanation=list(line.explanation),
        available=True,
        stops=[],
        return_policy=context.offers[line.sku_id, False].return_policy,
        gift=True,
    )


def _coupons(basket: promotions.Basket, priced: promotions.Priced, context: Context) -> list[QuotedCoupon]:
    judged = promotions.judge(basket, [one.rule for one in context.coupons])
    quoted = [
        QuotedCoupon(
            code=one.coupon.code,
            title=one.coupon.promotion.title,
            valid_until=datetime.fromisoformat(held.valid_until),
            used=one.coupon in priced.coupons,
            saves_fen=one.saves_fen,
            why_not=one.why_not.value if one.why_not else "",
            missing_fen=one.missing_fen,
        )
        for held, one in zip(context.coupons, judged, strict=True)
    ]
    return sorted(quoted, key=lambda one: (not one.used, -one.saves_fen, one.valid_until, one.code))


def _points_most(priced: promotions.Priced, have: int, at: datetime) -> int:
    """Of what is left to pay before points, the share that points may pay; not more than there are."""
    before = priced.paid_fen + priced.points
    return min(have, before * norm("promotion.points_share_percent", on=at) // 100)
