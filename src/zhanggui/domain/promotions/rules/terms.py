"""What a promotion promises: its kind, what it is for, and its numbers, as announced and approved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from zhanggui.domain.promotions.states import PromotionKind
from zhanggui.kernel.money import FEN_MAX, Fen


@dataclass(frozen=True, slots=True)
class Scope:
    """Which goods it is for: all, or those of these categories (by path), suppliers or SKUs, at these prices.

    ``price_kinds`` are the kinds of price it goes together with. By default only the normal one: what is
    cheaper already is not made cheaper again unless the promotion says so.
    """

    categories: frozenset[str] = frozenset()
    suppliers: frozenset[str] = frozenset()
    skus: frozenset[str] = frozenset()
    price_kinds: frozenset[str] = frozenset({"normal"})

    @property
    def breadth(self) -> int:
        """Narrow ones are used before wide ones."""
        return 0 if self.skus else 1 if self.suppliers or self.categories else 2

    def holds(self, *, sku: str, category: str, supplier: str, price_kind: str) -> bool:
        """Whether goods like this take part."""
        if price_kind not in self.price_kinds:
            return False
        if not (self.categories or self.suppliers or self.skus):
            return True
        return (
            sku in self.skus
            or supplier in self.suppliers
            or any(category.startswith(path) for path in self.categories)
        )

    def plain(self) -> dict[str, list[str]]:
        """As it is kept and approved."""
        return {
            "categories": sorted(self.categories),
            "suppliers": sorted(self.suppliers),
            "skus": sorted(self.skus),
            "price_kinds": sorted(self.price_kinds),
        }


@dataclass(frozen=True, slots=True)
class Tier:
    """From so much on, so much off."""

    threshold_fen: Fen
    off_fen: Fen


@dataclass(frozen=True, slots=True)
class FullReduction:
    """满减: from a threshold on so much off; of several tiers the highest reached, up to so many times."""

    tiers: tuple[Tier, ...]
    times: int = 1


@dataclass(frozen=True, slots=True)
class NthPiece:
    """第 N 件: every nth piece costs so many percent of its price."""

    nth: int
    percent: int


@dataclass(frozen=True, slots=True)
class Gift:
    """赠品: from a threshold on, so many pieces of a SKU for nothing, while there are any."""

    threshold_fen: Fen
    sku: str
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class Bundle:
    """套装: these pieces together for this price."""

    parts: Mapping[str, int]
    price_fen: Fen


@dataclass(frozen=True, slots=True)
class CouponTerms:
    """优惠券: from a threshold on an amount off, or percent off up to a most; for anybody or new members."""

    threshold_fen: Fen = 0
    off_fen: Fen = 0
    percent_off: int = 0
    most_fen: Fen = 0
    new_members: int = 0
    """1 where only who has never bought may use it."""


Terms = FullReduction | NthPiece | Gift | Bundle | CouponTerms


@dataclass(frozen=True, slots=True)
class Promotion:
    """A promotion in force, as the chain reads it."""

    number: str
    kind: PromotionKind
    title: str
    terms: Terms
    scope: Scope = field(default_factory=Scope)
    id: str = ""

    def concerns(self, *, sku: str, category: str, supplier: str, price_kind: str) -> bool:
        """Whether goods like this count for it: a bundle names its own pieces."""
        if isinstance(self.terms, Bundle) and sku not in self.terms.parts:
            return False
        return self.scope.holds(sku=sku, category=category, supplier=supplier, price_kind=price_kind)


def scope_of(plain: Mapping[str, Any]) -> Scope:
    """A scope as it was kept."""
    return Scope(
        frozenset(plain.get("categories", ())),
        frozenset(plain.get("suppliers", ())),
        frozenset(plain.get("skus", ())),
        frozenset(plain.get("price_kinds", ("normal",))),
    )


def terms_of(kind: str, plain: Mapping[str, Any]) -> Terms:
    """Terms as they were kept."""
    match PromotionKind(kind):
        case PromotionKind.FULL_REDUCTION:
            tiers = tuple(Tier(one["threshold_fen"], one["off_fen"]) for one in plain["tiers"])
            return FullReduction(tiers, plain.get("times", 1))
        case PromotionKind.NTH_PIECE:
            return NthPiece(plain["nth"], plain["percent"])
        case PromotionKind.GIFT:
            return Gift(plain["threshold_fen"], plain["sku"], plain.get("quantity", 1))
        case PromotionKind.BUNDLE:
            return Bundle(dict(plain["parts"]), plain["price_fen"])
        case PromotionKind.COUPON:
            return CouponTerms(**plain)


def plain_terms(terms: Terms) -> dict[str, Any]:
    """Terms as they are kept and approved."""
    match terms:
        case FullReduction():
            tiers = [{"threshold_fen": one.threshold_fen, "off_fen": one.off_fen} for one in terms.tiers]
            return {"tiers": tiers, "times": terms.times}
        case NthPiece():
            return {"nth": terms.nth, "percent": terms.percent}
        case Gift():
            return {"threshold_fen": terms.threshold_fen, "sku": terms.sku, "quantity": terms.quantity}
        case Bundle():
            return {"parts": dict(sorted(terms.parts.items())), "price_fen": terms.price_fen}
        case CouponTerms():
            names = CouponTerms.__dataclass_fields__
            return {name: value for name in names if (value := getattr(terms, name))}


def kind_of(terms: Terms) -> PromotionKind:
    """What kind of promotion has such terms."""
    return {
        FullReduction: PromotionKind.FULL_REDUCTION,
        NthPiece: PromotionKind.NTH_PIECE,
        Gift: PromotionKind.GIFT,
        Bundle: PromotionKind.BUNDLE,
        CouponTerms: PromotionKind.COUPON,
    }[type(terms)]


def keeps_its_word(terms: Terms) -> bool:
    """Whether the numbers can be a promotion: something is really given, nothing beyond itself."""
    match terms:
        case FullReduction():
            return bool(terms.tiers) and terms.times >= 1 and all(map(_is_tier, terms.tiers))
        case NthPiece():
            return 2 <= terms.nth <= 10 and 0 <= terms.percent < 100
        case Gift():
            return 0 <= terms.threshold_fen <= FEN_MAX and 1 <= terms.quantity <= 10
        case Bundle():
            pieces = sum(terms.parts.values())
            return 2 <= pieces <= 20 and min(terms.parts.values()) >= 1 and 0 < terms.price_fen <= FEN_MAX
        case CouponTerms():
            return _is_coupon(terms)


def _is_tier(tier: Tier) -> bool:
    return 0 < tier.off_fen < tier.threshold_fen <= FEN_MAX


def _is_coupon(terms: CouponTerms) -> bool:
    amount = terms.off_fen > 0 and terms.percent_off == 0 and terms.most_fen == 0
    percent = terms.off_fen == 0 and 0 < terms.percent_off < 100 and terms.most_fen >= 0
    return (amount or percent) and 0 <= terms.threshold_fen <= FEN_MAX
