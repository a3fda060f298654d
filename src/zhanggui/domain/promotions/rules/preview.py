"""What a promotion would do, in a few baskets at its edges: shown to who writes it and who judges it."""

from collections.abc import Mapping
from dataclasses import dataclass

from zhanggui.domain.promotions.rules.basket import Basket, Coupon, GiftOffer, Line
from zhanggui.domain.promotions.rules.chain import price
from zhanggui.domain.promotions.rules.terms import (
    Bundle,
    CouponTerms,
    FullReduction,
    Gift,
    NthPiece,
    Promotion,
)
from zhanggui.kernel.money import Fen

HUNDRED: Fen = 100_00


@dataclass(frozen=True, slots=True)
class Example:
    """A basket of so many pieces for so much, what is taken off, and how many gifts go with it."""

    pieces: int
    amount_fen: Fen
    off_fen: Fen
    gifts: int

    @property
    def paid_fen(self) -> Fen:
        """What is left to pay."""
        return self.amount_fen - self.off_fen


def examples(promotion: Promotion, prices: Mapping[str, Fen] | None = None) -> list[Example]:
    """The promotion alone, just below and at each of its edges, and far above the last.

    ``prices`` are today's prices of the SKUs of a bundle; without them it has no example.
    """
    return [_example(promotion, lines) for lines in _baskets(promotion, prices or {})]


def _baskets(promotion: Promotion, prices: Mapping[str, Fen]) -> list[tuple[Line, ...]]:
    match promotion.terms:
        case FullReduction():
            edges = [tier.threshold_fen for tier in promotion.terms.tiers]
        case CouponTerms():
            edges = [promotion.terms.threshold_fen or HUNDRED]
        case Gift():
            edges = [promotion.terms.threshold_fen or HUNDRED]
        case NthPiece():
            nth = promotion.terms.nth
            return [(_line(promotion, HUNDRED, pieces),) for pieces in (nth - 1, nth, 2 * nth)]
        case Bundle():
            parts = promotion.terms.parts
            if not all(sku in prices for sku in parts):
                return []
            return [tuple(_line(promotion, prices[sku], count, sku) for sku, count in parts.items())]
    amounts = [amount for edge in sorted(edges) for amount in (edge - 1, edge)]
    return [(_line(promotion, amount, 1),) for amount in [*amounts, 3 * max(edges)]]


def _line(promotion: Promotion, unit: Fen, pieces: int, sku: str = "") -> Line:
    """A line that the promotion is for."""
    scope = promotion.scope
    return Line(
        key=sku or "one",
        sku=sku or min(scope.skus, default="one"),
        category=min(scope.categories, default=""),
        supplier=min(scope.suppliers, default=""),
        quantity=pieces,
        unit_fen=unit,
        price_kind=min(scope.price_kinds, default="normal"),
    )


def _example(promotion: Promotion, lines: tuple[Line, ...]) -> Example:
    is_coupon = isinstance(promotion.terms, CouponTerms)
    gift = promotion.terms
    basket = Basket(
        lines=lines,
        promotions=() if is_coupon else (promotion,),
        coupons=(Coupon("—", promotion),) if is_coupon else (),
        new_member=True,
        gifts={gift.sku: GiftOffer(0, gift.quantity)} if isinstance(gift, Gift) else {},
    )
    answer = price(basket)
    gifts = sum(given.quantity for given in answer.given)
    return Example(sum(line.quantity for line in lines), answer.amount_fen, answer.off_fen, gifts)
