"""The kinds of promotion, the life of one, the life of a coupon, and the life of what an order uses."""

from enum import StrEnum

from zhanggui.kernel.lifecycle import Lifecycle


class PromotionKind(StrEnum):
    """What a promotion does, in the order in which the chain applies them (the price itself comes first)."""

    BUNDLE = "bundle"
    """套装: pieces together for one price."""
    NTH_PIECE = "nth_piece"
    """第 N 件: every nth piece for less."""
    FULL_REDUCTION = "full_reduction"
    """满减: so much off from an amount on."""
    GIFT = "gift"
    """赠品: goods for nothing from an amount on."""
    COUPON = "coupon"
    """优惠券: something off for who holds a coupon."""


class PlanState(StrEnum):
    """Where the plan of a promotion stands (B-4.3.1)."""

    PROPOSED = "proposed"
    """Submitted with its rules; being examined and approved."""
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    PUBLISHED = "approved"
    """Approved; its rules are announced."""


PLAN = Lifecycle(
    initial=PlanState.PROPOSED,
    table={
        (PlanState.PROPOSED, "reject"): PlanState.REJECTED,
        (PlanState.PROPOSED, "withdraw"): PlanState.WITHDRAWN,
        (PlanState.PROPOSED, "publish"): PlanState.PUBLISHED,
    },
)


class PromotionState(StrEnum):
    """Where an announced promotion stands."""

    ANNOUNCED = "in_force"
    """Its rules are public, and it holds in its period."""
    SUSPENDED = "suspended"
    """Stopped at once; coupons that are held can be used again when it goes on."""
    ENDED = "ended"
    """Over before its time, for good."""


PROMOTION = Lifecycle(
    initial=PromotionState.ANNOUNCED,
    table={
        (PromotionState.ANNOUNCED, "suspend"): PromotionState.SUSPENDED,
        (PromotionState.SUSPENDED, "resume"): PromotionState.ANNOUNCED,
        (PromotionState.ANNOUNCED, "end"): PromotionState.ENDED,
        (PromotionState.SUSPENDED, "end"): PromotionState.ENDED,
    },
)


class CouponWay(StrEnum):
    """How members come by a coupon."""

    OPEN = "claimed"
    """Everybody may claim it."""
    CODE = "by_code"
    """Who knows its code may claim it."""
    AGENT = "by_agent"
    """Agents hand it out."""


class CouponState(StrEnum):
    """Where a coupon stands."""

    HELD = "usable"
    """In its holder's hands, until it is used or its time is over."""
    RESERVED = "reserved"
    """Taken by an order that is not paid yet."""
    USED = "used"
    """Taken by an order that is paid, or paid at the door."""
    EXPIRED = "expired"
    """Its time is over."""
    VOIDED = "voided"
    """Taken back by the house, with a reason."""


COUPON = Lifecycle(
    initial=CouponState.HELD,
    table={
        (CouponState.HELD, "reserve"): CouponState.RESERVED,
        (CouponState.RESERVED, "use"): CouponState.USED,
        (CouponState.RESERVED, "give_back"): CouponState.HELD,
        (CouponState.USED, "give_back"): CouponState.HELD,
        (CouponState.HELD, "expire"): CouponState.EXPIRED,
        (CouponState.HELD, "void"): CouponState.VOIDED,
    },
)


class RedemptionState(StrEnum):
    """Where the use of a promotion by an order stands."""

    RESERVED = "reserved"
    """The order is not paid yet."""
    USED = "used"
    GIVEN_BACK = "given_back"
    """The order ended, or everything it was used for came back."""


REDEMPTION = Lifecycle(
    initial=RedemptionState.RESERVED,
    table={
        (RedemptionState.RESERVED, "use"): RedemptionState.USED,
        (RedemptionState.RESERVED, "give_back"): RedemptionState.GIVEN_BACK,
        (RedemptionState.USED, "give_back"): RedemptionState.GIVEN_BACK,
    },
)
