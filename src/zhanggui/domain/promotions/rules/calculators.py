"""The calculators: each takes tabs and one promotion, and returns tabs. None knows another."""

from collections.abc import Sequence
from dataclasses import replace

from zhanggui.domain.promotions.rules.allocation import Share, allocate
from zhanggui.domain.promotions.rules.basket import Coupon, Line, Step, Tab
from zhanggui.domain.promotions.rules.terms import Bundle, CouponTerms, FullReduction, NthPiece, Promotion
from zhanggui.domain.promotions.states import PromotionKind
from zhanggui.kernel.money import Fen

Tabs = tuple[Tab, ...]
POINTS = "points"


def in_scope(promotion: Promotion, line: Line) -> bool:
    """Whether a line takes part in a promotion."""
    return promotion.scope.holds(
        sku=line.sku, category=line.category, supplier=line.supplier, price_kind=line.price_kind
    )


def taken_off(tabs: Tabs, off: Fen, weights: Sequence[int], step: Step) -> Tabs:
    """``off`` shared by the weights, no line below its floor; each line keeps its part as a step."""
    shares = [Share(tab.line.key, weight, tab.room_fen) for tab, weight in zip(tabs, weights, strict=True)]
    parts = allocate(off, shares)
    return tuple(
        replace(tab, steps=(*tab.steps, replace(step, fen=part))) if (part := parts[tab.line.key]) else tab
        for tab in tabs
    )


def _step(promotion: Promotion, code: str = "") -> Step:
    return Step(kind=promotion.kind, number=promotion.number, title=promotion.title, code=code)


def bundle(tabs: Tabs, promotion: Promotion) -> Tabs:
    """套装: as many whole sets as there are, the dearest pieces first; shared by the value of the pieces."""
    terms = promotion.terms
    assert isinstance(terms, Bundle)
    mine = [tab for tab in tabs if tab.line.sku in terms.parts and in_scope(promotion, tab.line)]
    loose = {sku: sum(t.line.quantity - t.bundled for t in mine if t.line.sku == sku) for sku in terms.parts}
    sets = min(loose[sku] // pieces for sku, pieces in terms.parts.items())
    if sets == 0:
        return tabs
    taken: dict[str, int] = {}
    for sku, pieces in terms.parts.items():
        wanted = pieces * sets
        dearest = sorted((t for t in mine if t.line.sku == sku), key=lambda t: (-t.line.unit_fen, t.line.key))
        for tab in dearest:
            taken[tab.line.key] = min(wanted, tab.line.quantity - tab.bundled)
            wanted -= taken[tab.line.key]
    values = [tab.line.unit_fen * taken.get(tab.line.key, 0) for tab in tabs]
    off = sum(values) - terms.price_fen * sets
    if off <= 0:
        return tabs
    after = taken_off(tabs, off, values, _step(promotion))
    return tuple(
        replace(
            tab,
            bundled=tab.bundled + taken.get(tab.line.key, 0),
            bundled_fen=tab.bundled_fen + value - (tab.off_fen - before.off_fen),
        )
        for before, tab, value in zip(tabs, after, values, strict=True)
    )


def nth_piece(tabs: Tabs, promotion: Promotion) -> Tabs:
    """第 N 件: pieces in scope, dearest first; every nth costs less. All pieces of full rounds share it."""
    terms = promotion.terms
    assert isinstance(terms, NthPiece)
    pieces = [
        (tab.line.unit_fen, tab.line.key)
        for tab in tabs
        if in_scope(promotion, tab.line) and not tab.has(PromotionKind.NTH_PIECE)
        for _ in range(tab.line.quantity - tab.bundled)
    ]
    pieces.sort(key=lambda piece: (-piece[0], piece[1]))
    pieces = pieces[: len(pieces) // terms.nth * terms.nth]
    off = sum(unit * (100 - terms.percent) // 100 for unit, _ in pieces[terms.nth - 1 :: terms.nth])
    value: dict[str, int] = {}
    for unit, key in pieces:
        value[key] = value.get(key, 0) + unit
    return taken_off(tabs, off, [value.get(tab.line.key, 0) for tab in tabs], _step(promotion))


def full_reduction(tabs: Tabs, promotion: Promotion) -> Tabs:
    """满减: what the lines in scope come to, outside bundles, decides the tier; they share it."""
    terms = promotion.terms
    assert isinstance(terms, FullReduction)
    values = [
        tab.open_fen if in_scope(promotion, tab.line) and not tab.has(PromotionKind.FULL_REDUCTION) else 0
        for tab in tabs
    ]
    return taken_off(tabs, reduction(terms, sum(values)), values, _step(promotion))


def reduction(terms: FullReduction, amount: Fen) -> Fen:
    """What is off at this amount: the highest tier reached, as often as it is reached, up to ``times``.

    >>> from zhanggui.domain.promotions.rules.terms import Tier
    >>> [reduction(FullReduction((Tier(30000, 3000), Tier(50000, 6000))), at) for at in (29999, 30000, 90000)]
    [0, 3000, 6000]
    >>> [reduction(FullReduction((Tier(10000, 1000),), times=3), at) for at in (9900, 25000, 90000)]
    [0, 2000, 3000]
    """
    reached = [tier for tier in terms.tiers if amount >= tier.threshold_fen]
    if not reached:
        return 0
    tier = max(reached, key=lambda tier: tier.threshold_fen)
    return tier.off_fen * min(terms.times, amount // tier.threshold_fen)


def coupon(tabs: Tabs, held: Coupon) -> Tabs:
    """优惠券: on the lines in its scope that no other coupon is used on."""
    terms = held.promotion.terms
    assert isinstance(terms, CouponTerms)
    values = coupon_values(tabs, held)
    amount = sum(values)
    if amount < terms.threshold_fen or amount == 0:
        return tabs
    off = terms.off_fen or amount * terms.percent_off // 100
    if terms.most_fen:
        off = min(off, terms.most_fen)
    return taken_off(tabs, min(off, amount), values, _step(held.promotion, held.code))


def coupon_values(tabs: Tabs, held: Coupon) -> list[Fen]:
    """What the lines come to on which this coupon can be used, in the order of the tabs."""
    return [
        tab.paid_fen if in_scope(held.promotion, tab.line) and not tab.has(PromotionKind.COUPON) else 0
        for tab in tabs
    ]


def points(tabs: Tabs, wanted: int, percent: int) -> Tabs:
    """积分: a point is a fen; at most so many percent of what is left to pay, shared by it."""
    values = [tab.paid_fen for tab in tabs]
    off = min(wanted, sum(values) * percent // 100)
    return taken_off(tabs, off, values, Step(kind=POINTS))
