"""What happened to promotions and coupons."""

from dataclasses import dataclass

from zhanggui.mechanisms import trail


@trail.fact("promotions.planned", "Promotion {number} was planned: {title}, from {starts_at} to {ends_at}")
@dataclass(frozen=True, kw_only=True)
class PromotionPlanned:
    number: str
    kind: str
    title: str
    starts_at: str
    ends_at: str


@trail.fact("promotions.plan_withdrawn", "The plan of promotion {number} was withdrawn")
@dataclass(frozen=True, kw_only=True)
class PlanWithdrawn:
    number: str


@trail.fact("promotions.plan_rejected", "The plan of promotion {number} was rejected")
@dataclass(frozen=True, kw_only=True)
class PlanRejected:
    number: str


@trail.fact("promotions.announced", "Promotion {number} was announced: {title}")
@dataclass(frozen=True, kw_only=True)
class PromotionAnnounced:
    number: str
    title: str
    total: int | None


@trail.fact("promotions.suspended", "Promotion {number} was suspended")
@dataclass(frozen=True, kw_only=True)
class PromotionSuspended:
    number: str


@trail.fact("promotions.resumed", "Promotion {number} goes on")
@dataclass(frozen=True, kw_only=True)
class PromotionResumed:
    number: str


@trail.fact("promotions.ended", "Promotion {number} was ended early")
@dataclass(frozen=True, kw_only=True)
class PromotionEnded:
    number: str


@trail.fact("promotions.coupon_issued", "A coupon of {number} was issued: {how}")
@dataclass(frozen=True, kw_only=True)
class CouponIssued:
    number: str
    how: str


@trail.fact("promotions.coupon_voided", "A coupon of {number} was taken back by the house")
@dataclass(frozen=True, kw_only=True)
class CouponVoided:
    number: str


@trail.fact("promotions.coupons_expired", "{count} coupons of {number} ran out")
@dataclass(frozen=True, kw_only=True)
class CouponsExpired:
    number: str
    count: int


@trail.fact("promotions.used", "An order used {count} promotions")
@dataclass(frozen=True, kw_only=True)
class PromotionsUsed:
    count: int


@trail.fact("promotions.given_back", "{count} promotions of an order were given back")
@dataclass(frozen=True, kw_only=True)
class PromotionsGivenBack:
    count: int
