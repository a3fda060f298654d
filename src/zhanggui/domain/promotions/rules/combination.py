"""Which coupons to use: the combination after which least is left to pay, and why others cannot be used."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from zhanggui.domain.promotions.rules import calculators, chain
from zhanggui.domain.promotions.rules.basket import Basket, Coupon
from zhanggui.domain.promotions.rules.calculators import Tabs
from zhanggui.domain.promotions.rules.terms import CouponTerms
from zhanggui.kernel.money import Fen

TRIED_MOST = 10
"""Of many coupons those that save most alone are combined; beyond it nobody would wait for the answer."""


class WhyNot(StrEnum):
    """Why a coupon saves nothing on a basket."""

    NEW_MEMBERS_ONLY = "new_members_only"
    OTHER_GOODS = "other_goods"
    TOO_LITTLE = "too_little"
    AT_THE_FLOOR = "at_the_floor"


@dataclass(frozen=True, slots=True)
class Judged:
    """What one coupon would save alone, or why nothing; ``missing_fen`` is what its threshold wants more."""

    coupon: Coupon
    saves_fen: Fen
    why_not: WhyNot | None = None
    missing_fen: Fen = 0


def judge(basket: Basket, held: Sequence[Coupon]) -> list[Judged]:
    """Each coupon alone, in the order given."""
    before = chain.before_coupons(basket)
    return [_judged(before, one, new_member=basket.new_member) for one in held]


def _judged(before: Tabs, held: Coupon, *, new_member: bool) -> Judged:
    terms = held.promotion.terms
    assert isinstance(terms, CouponTerms)
    if terms.new_members and not new_member:
        return Judged(held, 0, WhyNot.NEW_MEMBERS_ONLY)
    amount = sum(calculators.coupon_values(before, held))
    if amount == 0:
        return Judged(held, 0, WhyNot.OTHER_GOODS)
    if amount < terms.threshold_fen:
        return Judged(held, 0, WhyNot.TOO_LITTLE, terms.threshold_fen - amount)
    after = calculators.coupon(before, held)
    saved = sum(tab.paid_fen for tab in before) - sum(tab.paid_fen for tab in after)
    return Judged(held, saved) if saved else Judged(held, 0, WhyNot.AT_THE_FLOOR)


def best(basket: Basket, held: Sequence[Coupon], *, most: int) -> tuple[Coupon, ...]:
    """The coupons, at most so many, that leave least to pay; of equal ones the fewest, then by code.

    Coupons of one promotion do the same, so no more of them are tried than may be used. Points are not
    looked at: they come after.
    """
    before = chain.before_coupons(basket)
    tried = _worth_trying(before, held, basket, most)
    chosen: tuple[Coupon, ...] = ()
    least = sum(tab.paid_fen for tab in before)
    for count in range(1, min(most, len(tried)) + 1):
        for some in combinations(tried, count):
            tabs, used = chain.with_coupons(before, some, new_member=basket.new_member)
            paid = sum(tab.paid_fen for tab in tabs)
            if paid < least and len(used) == count:
                least, chosen = paid, used
    return chosen


def _worth_trying(before: Tabs, held: Sequence[Coupon], basket: Basket, most: int) -> list[Coupon]:
    judged = [_judged(before, one, new_member=basket.new_member) for one in held]
    saving = sorted(
        (one for one in judged if one.saves_fen),
        key=lambda one: (-one.saves_fen, one.coupon.promotion.number, one.coupon.code),
    )
    kept: list[Coupon] = []
    for one in saving:
        alike = sum(other.promotion.number == one.coupon.promotion.number for other in kept)
        if alike < most:
            kept.append(one.coupon)
    return kept[:TRIED_MOST]
