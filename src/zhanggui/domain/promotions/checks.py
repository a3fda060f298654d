"""Whether a promotion may be announced: asked when it is planned, and again when it is approved."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from zhanggui.domain.catalog.queries import categories_on_file, skus_on_file
from zhanggui.domain.partners.queries import suppliers_on_file
from zhanggui.domain.pricing.queries import lowest_normal_prices
from zhanggui.domain.promotions import rules
from zhanggui.domain.promotions.refusals import (
    BadPromotionPeriod,
    BadTerms,
    BundleNotLower,
    LimitsMissing,
    RulesMissing,
    UnknownGoods,
)
from zhanggui.domain.promotions.rules import Bundle, CouponTerms, Gift, Scope, Terms
from zhanggui.domain.promotions.wishes import PlanWish
from zhanggui.kernel.money import yuan


def refuse_unsound(wish: PlanWish, at: datetime) -> None:
    """Refuse a plan that nobody could announce: no words, no gain, no period, no limit of a coupon."""
    if not (wish.title.strip() and wish.rules_text.strip() and wish.aim.strip()):
        raise RulesMissing
    if not rules.keeps_its_word(wish.terms):
        raise BadTerms
    if wish.starts_at < at or wish.ends_at <= wish.starts_at:
        raise BadPromotionPeriod
    is_coupon = isinstance(wish.terms, CouponTerms)
    if is_coupon and not (wish.total and wish.per_member and wish.way):
        raise LimitsMissing
    if wish.total == 0 or wish.per_member == 0:
        raise LimitsMissing


def refuse_unknown(terms: Terms, scope: Scope) -> None:
    """Refuse goods, categories and suppliers that do not exist: a gift has to be a SKU (PX-07)."""
    skus = set(scope.skus) | _skus_of(terms)
    missing = skus - _said(skus_on_file(_ids(skus)))
    missing |= scope.suppliers - _said(suppliers_on_file(_ids(scope.suppliers)))
    missing |= scope.categories - categories_on_file(scope.categories)
    if missing:
        raise UnknownGoods(names=", ".join(sorted(missing)))


def refuse_dearer(terms: Terms, starts_at: datetime, ends_at: datetime) -> None:
    """Refuse a bundle that costs no less than its pieces at their lowest normal price (B-4.3.2)."""
    if not isinstance(terms, Bundle):
        return
    lowest = lowest_normal_prices([UUID(sku) for sku in terms.parts], starts_at, ends_at)
    prices = [lowest.get(UUID(sku)) for sku in terms.parts]
    normal = sum((fen or 0) * pieces for fen, pieces in zip(prices, terms.parts.values(), strict=True))
    if None in prices or terms.price_fen >= normal:
        raise BundleNotLower(price=yuan(terms.price_fen), normal=yuan(normal))


def _skus_of(terms: Terms) -> set[str]:
    match terms:
        case Gift():
            return {terms.sku}
        case Bundle():
            return set(terms.parts)
        case _:
            return set()


def _ids(names: Iterable[str]) -> list[UUID]:
    found = []
    for name in names:
        try:
            found.append(UUID(name))
        except ValueError:
            continue
    return found


def _said(values: Iterable[object]) -> set[str]:
    return {str(value) for value in values}
