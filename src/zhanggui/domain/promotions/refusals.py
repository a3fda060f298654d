"""How promotions say no."""

from zhanggui.kernel.refusal import Refusal
from zhanggui.schema.violations import refuse_as


class RulesMissing(Refusal):
    """A promotion needs a title, its aim, and its rules in the words customers will read."""

    code = "rules-missing"
    status = 422


class BadTerms(Refusal):
    """These numbers are no promotion: it has to give something, and less than everything."""

    code = "bad-terms"
    status = 422


class BadPromotionPeriod(Refusal):
    """A promotion starts now or later, and ends after it starts."""

    code = "bad-promotion-period"
    status = 422


class LimitsMissing(Refusal):
    """A coupon needs a limit in total and one for each member."""

    code = "limits-missing"
    status = 422


class UnknownGoods(Refusal):
    """The promotion names goods, categories or suppliers that do not exist: {names}"""

    code = "unknown-goods"
    status = 422


class BundleNotLower(Refusal):
    """The bundle price ¥{price} is not below what its pieces cost in that period, which is ¥{normal}."""

    code = "bundle-not-lower"
    status = 422


class NotRunning(Refusal):
    """This promotion does not run at the moment."""

    code = "not-running"


class NotForClaiming(Refusal):
    """This coupon cannot be claimed this way."""

    code = "not-for-claiming"
    status = 422


class NoneLeft(Refusal):
    """All of them are taken."""

    code = "none-left"


class HadAlready(Refusal):
    """You have had this as often as one member may."""

    code = "had-already"


class NewMembersOnly(Refusal):
    """This is for members who have not bought anything yet."""

    code = "new-members-only"
    status = 422


class CouponGone(Refusal):
    """This coupon cannot be used any more. Please look at the price again."""

    code = "coupon-gone"


class PromotionJustUsed(Refusal):
    """A promotion was used up a moment ago. Please look at the price again."""

    code = "promotion-just-used"


refuse_as("promotions_coupon_ordinal", HadAlready)
refuse_as("promotions_redemption_of_a_coupon", CouponGone)
refuse_as("promotions_redeems_a_held_coupon", CouponGone)
refuse_as("promotions_redemption_ordinal", PromotionJustUsed)
