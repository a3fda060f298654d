"""Reckoning: what the lines of an order come to by the price chain, and what it uses of promotions."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from zhanggui.domain.pricing.queries import Offer
from zhanggui.domain.promotions import rules
from zhanggui.domain.promotions.operations.redeem_promotions import Use
from zhanggui.domain.promotions.states import PromotionKind
from zhanggui.domain.sales.operations import DraftLine
from zhanggui.journeys.offers import Context
from zhanggui.journeys.order_wish import LineWish
from zhanggui.kernel.norms import norm


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What it comes to: the lines with discounts and explanations, gifts among them; uses; points."""

    lines: tuple[DraftLine, ...]
    uses: tuple[Use, ...] = ()
    limited: tuple[UUID, ...] = ()
    """Promotions whose uses are counted."""
    points: int = 0


def basket(
    lines: Sequence[tuple[LineWish, Offer]], context: Context, *, points: int, at: datetime
) -> rules.Basket:
    """The basket as the chain reads it, without coupons."""
    seen: Counter[str] = Counter()
    return rules.Basket(
        lines=tuple(_line(wish, offer, seen) for wish, offer in lines),
        promotions=tuple(one.rule for one in context.promotions),
        points=points,
        points_percent=norm("promotion.points_share_percent", on=at) if points else 0,
        new_member=context.new_member,
        gifts=_gift_offers(lines, context),
    )


def _line(wish: LineWish, offer: Offer, seen: Counter[str]) -> rules.Line:
    """The key names SKU and slot, so that the order in which lines are given does not matter."""
    key = f"{wish.sku_id}:{wish.slot_goods_id or ''}"
    seen[key] += 1
    return rules.Line(
        key=key if seen[key] == 1 else f"{key}:{seen[key]}",
        sku=str(wish.sku_id),
        category=offer.category_path,
        supplier=str(offer.supplier_id),
        quantity=wish.quantity,
        unit_fen=offer.amount_fen or 0,
        floor_fen=offer.floor_fen,
        price_kind=offer.price_kind or "normal",
    )


def _gift_offers(lines: Sequence[tuple[LineWish, Offer]], context: Context) -> dict[str, rules.GiftOffer]:
    """What can be given away now, less what is bought of the same from the shelf."""
    bought: Counter[str] = Counter()
    for wish, _ in lines:
        if wish.slot_goods_id is None:
            bought[str(wish.sku_id)] += wish.quantity
    found = {}
    for sku, left in context.gifts.items():
        offer = context.offers.get((UUID(sku), False))
        if offer is not None and offer.may_be_sold and offer.amount_fen is not None:
            found[sku] = rules.GiftOffer(offer.amount_fen, left - bought[sku])
    return found


def reckoned(drafts: Sequence[DraftLine], priced: rules.Priced, context: Context) -> Reckoned:
    """The lines of the order as they are written: each with what was taken off, and why."""
    lines = [
        replace(draft, discount_fen=tab.off_fen, explanation=explanation(tab))
        for draft, tab in zip(drafts, priced.tabs, strict=True)
    ]
    lines += [gift_line(given, context) for given in priced.given]
    uses = _uses(priced, context)
    used = {use.promotion_id for use in uses}
    limited = tuple(one.id for one in context.promotions if one.limited and one.id in used)
    return Reckoned(tuple(lines), uses, limited, priced.points)


def explanation(tab: rules.Tab) -> tuple[dict[str, object], ...]:
    """Step by step: the price, then everything that was taken off."""
    start = rules.Step(kind="price", title=tab.line.price_kind, fen=tab.line.amount_fen)
    return (start.plain(), *(step.plain() for step in tab.steps))


def gift_line(given: rules.Given, context: Context) -> DraftLine:
    """A gift is a line like any other (CP-24): at its stated value, all of which is taken off."""
    offer = context.offers[UUID(given.sku), False]
    assert offer.version_id is not None
    assert offer.price_id is not None
    value = given.unit_fen * given.quantity
    start = rules.Step(kind="price", title=offer.price_kind or "normal", fen=value)
    step = rules.Step(
        kind=PromotionKind.GIFT, number=given.promotion.number, title=given.promotion.title, fen=value
    )
    return DraftLine(
        sku_id=offer.sku_id,
        version_id=offer.version_id,
        price_id=offer.price_id,
        supplier_id=offer.supplier_id,
        slot_goods_id=None,
        name=f"{offer.name} {offer.sku_name}".strip(),
        quantity=given.quantity,
        unit_fen=given.unit_fen,
        reference_fen=None,
        discount_fen=value,
        explanation=(start.plain(), step.plain()),
    )


def _uses(priced: rules.Priced, context: Context) -> tuple[Use, ...]:
    taken: Counter[tuple[str, str]] = Counter()
    for tab in priced.tabs:
        for step in tab.steps:
            taken[step.number, step.code] += step.fen
    for given in priced.given:
        taken[given.promotion.number, ""] += given.unit_fen * given.quantity
    promotions = [
        Use(
            promotion_id=one.id,
            kind=one.rule.kind,
            fen=taken[one.rule.number, ""],
            ordinal=one.ordinal,
        )
        for one in context.promotions
        if (one.rule.number, "") in taken
    ]
    coupons = [
        Use(
            promotion_id=one.promotion_id,
            kind=PromotionKind.COUPON,
            fen=taken[one.rule.promotion.number, one.rule.code],
            coupon_id=one.id,
        )
        for one in context.coupons
        if one.rule in priced.coupons
    ]
    return (*promotions, *coupons)
