"""What things come to in the end: one ordered chain of pure calculators, over frozen values."""

from zhanggui.domain.promotions.rules.allocation import Share, allocate
from zhanggui.domain.promotions.rules.basket import (
    Basket,
    Coupon,
    GiftOffer,
    Given,
    Line,
    Priced,
    Step,
    Tab,
)
from zhanggui.domain.promotions.rules.chain import price
from zhanggui.domain.promotions.rules.combination import Judged, WhyNot, best, judge
from zhanggui.domain.promotions.rules.preview import Example, examples
from zhanggui.domain.promotions.rules.refunds import Earned, gift_due, part, points_back, points_of
from zhanggui.domain.promotions.rules.terms import (
    Bundle,
    CouponTerms,
    FullReduction,
    Gift,
    NthPiece,
    Promotion,
    Scope,
    Terms,
    Tier,
    keeps_its_word,
    kind_of,
    plain_terms,
    scope_of,
    terms_of,
)

__all__ = [
    "Basket",
    "Bundle",
    "Coupon",
    "CouponTerms",
    "Earned",
    "Example",
    "FullReduction",
    "Gift",
    "GiftOffer",
    "Given",
    "Judged",
    "Line",
    "NthPiece",
    "Priced",
    "Promotion",
    "Scope",
    "Share",
    "Step",
    "Tab",
    "Terms",
    "Tier",
    "WhyNot",
    "allocate",
    "best",
    "examples",
    "gift_due",
    "judge",
    "keeps_its_word",
    "kind_of",
    "part",
    "plain_terms",
    "points_back",
    "points_of",
    "price",
    "scope_of",
    "terms_of",
]
