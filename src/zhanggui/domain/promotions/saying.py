"""What a promotion promises, said from its numbers: the same words for its reviewers and for customers.

The rules that a planner writes may forget the goods or an amount; these sentences cannot.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext, ngettext, pgettext

from zhanggui.domain.catalog.queries import category_names, sku_names
from zhanggui.domain.partners.queries import supplier_names
from zhanggui.domain.promotions.rules import (
    Bundle,
    CouponTerms,
    FullReduction,
    Gift,
    NthPiece,
    Promotion,
    Scope,
    Terms,
)
from zhanggui.kernel.money import Fen, yuan


@dataclass(frozen=True, slots=True)
class Said:
    """One promotion in words: what it gives, and for which goods."""

    gives: str
    goods: str


@dataclass(frozen=True, slots=True)
class _Names:
    skus: Mapping[str, str]
    suppliers: Mapping[str, str]
    categories: Mapping[str, str]


def said(promotions: Iterable[Promotion]) -> list[Said]:
    """Each of these in words, in three questions for all of them."""
    told = list(promotions)
    names = _names(told)
    return [Said(_gives(one.terms, names), _goods(one, names)) for one in told]


def _names(promotions: list[Promotion]) -> _Names:
    skus = {sku for one in promotions for sku in (*one.scope.skus, *_parts(one.terms))}
    suppliers = {supplier for one in promotions for supplier in one.scope.suppliers}
    categories = {path for one in promotions for path in one.scope.categories}
    return _Names(
        {str(key): name for key, name in sku_names(map(UUID, skus)).items()} if skus else {},
        {str(key): name for key, name in supplier_names(map(UUID, suppliers)).items()} if suppliers else {},
        category_names(categories) if categories else {},
    )


def _parts(terms: Terms) -> Iterable[str]:
    match terms:
        case Gift():
            return (terms.sku,)
        case Bundle():
            return terms.parts
        case _:
            return ()


def _gives(terms: Terms, names: _Names) -> str:
    match terms:
        case FullReduction():
            return _reduction(terms)
        case NthPiece():
            words = gettext("of every %(nth)s pieces one costs %(percent)s%% of its price")
            return words % {"nth": terms.nth, "percent": terms.percent}
        case Gift():
            words = gettext("from %(threshold)s on: %(pieces)s × %(gift)s for nothing, while there are any")
            gift = names.skus.get(terms.sku, terms.sku)
            return words % {"threshold": _money(terms.threshold_fen), "pieces": terms.quantity, "gift": gift}
        case Bundle():
            pieces = " + ".join(f"{names.skus.get(sku, sku)} × {n}" for sku, n in terms.parts.items())
            return gettext("%(pieces)s together for %(price)s") % {
                "pieces": pieces,
                "price": _money(terms.price_fen),
            }
        case CouponTerms():
            return _coupon(terms)


def _reduction(terms: FullReduction) -> str:
    words = gettext("from %(threshold)s on %(off)s off")
    tiers = [
        words % {"threshold": _money(one.threshold_fen), "off": _money(one.off_fen)} for one in terms.tiers
    ]
    if terms.times > 1:
        most = ngettext("%(times)s time at most", "%(times)s times at most", terms.times)
        tiers.append(most % {"times": terms.times})
    return gettext("; ").join(tiers)


def _coupon(terms: CouponTerms) -> str:
    off = _money(terms.off_fen) if terms.off_fen else f"{terms.percent_off}%"
    said = [
        gettext("from %(threshold)s on %(off)s off") % {"threshold": _money(terms.threshold_fen), "off": off}
        if terms.threshold_fen
        else gettext("%(off)s off") % {"off": off}
    ]
    if terms.most_fen:
        said.append(gettext("%(most)s at most") % {"most": _money(terms.most_fen)})
    if terms.new_members:
        said.append(gettext("for who has not bought anything yet"))
    return gettext("; ").join(said)


def _goods(promotion: Promotion, names: _Names) -> str:
    scope = promotion.scope
    named = [
        *(names.categories.get(path, path) for path in sorted(scope.categories)),
        *(names.suppliers.get(supplier, supplier) for supplier in sorted(scope.suppliers)),
        *(names.skus.get(sku, sku) for sku in sorted(scope.skus)),
    ]
    if isinstance(promotion.terms, Bundle):
        which = gettext("the pieces of the bundle")
    else:
        which = gettext(", ").join(named) if named else pgettext("promotion", "all goods")
    return gettext("%(goods)s, at %(prices)s") % {"goods": which, "prices": _prices(scope)}


def _prices(scope: Scope) -> str:
    kinds = {
        "normal": gettext("normal prices"),
        "promotion": gettext("time-limited prices"),
        "on_air": gettext("on-air prices"),
    }
    return gettext(", ").join(word for kind, word in kinds.items() if kind in scope.price_kinds)


def _money(amount: Fen) -> str:
    return f"¥{yuan(amount):,.2f}".removesuffix(".00")
