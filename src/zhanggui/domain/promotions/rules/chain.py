"""The chain: from prices to what is paid, one calculator after the other, always in this order.

1. The price itself: on air from its slot, else of a promotion in time, else normal (``domain.pricing``).
2. Bundles. 3. Nth piece. 4. Full reduction. 5. Gifts. 6. Coupons. 7. Points.

Within one kind, what saves most goes first; equal savings by number. A line takes part in one promotion of a
kind, with one coupon; pieces in a bundle in no other promotion of goods. No line comes below its floor.
"""

from collections.abc import Callable, Iterable

from zhanggui.domain.promotions.rules import calculators
from zhanggui.domain.promotions.rules.basket import Basket, Coupon, Given, Priced, Tab
from zhanggui.domain.promotions.rules.calculators import Tabs, in_scope
from zhanggui.domain.promotions.rules.terms import CouponTerms, Gift, Promotion
from zhanggui.domain.promotions.states import PromotionKind
from zhanggui.kernel.money import Fen

Calculator = Callable[[Tabs, Promotion], Tabs]

GOODS: tuple[tuple[PromotionKind, Calculator], ...] = (
    (PromotionKind.BUNDLE, calculators.bundle),
    (PromotionKind.NTH_PIECE, calculators.nth_piece),
    (PromotionKind.FULL_REDUCTION, calculators.full_reduction),
)


def price(basket: Basket) -> Priced:
    """What every line comes to, and why."""
    before = before_coupons(basket)
    return finished(basket, before, basket.coupons)


def before_coupons(basket: Basket) -> Tabs:
    """The tabs after every promotion of goods, whatever coupons there are."""
    tabs = tuple(Tab(line) for line in basket.lines)
    for kind, calculator in GOODS:
        tabs = _most_first(tabs, [one for one in basket.promotions if one.kind == kind], calculator)
    return tabs


def finished(basket: Basket, before: Tabs, coupons: Iterable[Coupon]) -> Priced:
    """The rest of the chain: gifts are earned before coupons, which take off before points."""
    given = gifts(basket, before)
    tabs, used = with_coupons(before, coupons, new_member=basket.new_member)
    if basket.points > 0:
        tabs = calculators.points(tabs, basket.points, basket.points_percent)
    spent = sum(step.fen for tab in tabs for step in tab.steps if step.kind == calculators.POINTS)
    return Priced(tabs, given, used, spent)


def _most_first(tabs: Tabs, promotions: list[Promotion], calculator: Calculator) -> Tabs:
    """The promotions of one kind: each time the one that saves most, until none saves anything."""
    left = sorted(promotions, key=lambda one: one.number)
    while left:
        outcomes = [(calculator(tabs, one), one) for one in left]
        best, chosen = min(outcomes, key=lambda outcome: _paid(outcome[0]))
        if _paid(best) == _paid(tabs):
            return tabs
        tabs = best
        left.remove(chosen)
    return tabs


def gifts(basket: Basket, tabs: Tabs) -> tuple[Given, ...]:
    """What is given away: whole or not at all, while there is any (赠完即止)."""
    given = []
    left = {sku: offer.left for sku, offer in basket.gifts.items()}
    for promotion in sorted(basket.promotions, key=lambda one: one.number):
        terms = promotion.terms
        if not isinstance(terms, Gift):
            continue
        mine = [tab for tab in tabs if in_scope(promotion, tab.line)]
        earned = bool(mine) and sum(tab.paid_fen for tab in mine) >= terms.threshold_fen
        if earned and left.get(terms.sku, 0) >= terms.quantity:
            left[terms.sku] -= terms.quantity
            unit = basket.gifts[terms.sku].unit_fen
            keys = tuple(sorted(tab.line.key for tab in mine))
            given.append(Given(promotion, terms.sku, terms.quantity, unit, keys))
    return tuple(given)


def with_coupons(
    tabs: Tabs, coupons: Iterable[Coupon], *, new_member: bool
) -> tuple[Tabs, tuple[Coupon, ...]]:
    """Coupons, the narrow before the wide, then by number and code. Returns those that took something off."""
    used = []
    for held in sorted(coupons, key=_order):
        if not _may_use(held, new_member):
            continue
        after = calculators.coupon(tabs, held)
        if _paid(after) < _paid(tabs):
            tabs = after
            used.append(held)
    return tabs, tuple(used)


def _order(held: Coupon) -> tuple[int, str, str]:
    return held.promotion.scope.breadth, held.promotion.number, held.code


def _may_use(held: Coupon, new_member: bool) -> bool:
    terms = held.promotion.terms
    assert isinstance(terms, CouponTerms)
    return new_member or not terms.new_members


def _paid(tabs: Tabs) -> Fen:
    return sum(tab.paid_fen for tab in tabs)
