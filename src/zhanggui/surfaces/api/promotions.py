"""Promotions and coupons, for programs: what is announced, what the caller holds, and claiming."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from zhanggui.domain.promotions import queries
from zhanggui.domain.promotions.models import Coupon, Promotion
from zhanggui.domain.promotions.operations.issue_coupon import issue_coupon
from zhanggui.kernel import clock
from zhanggui.surfaces.api.callers import caller
from zhanggui.surfaces.api.idempotency import once
from zhanggui.surfaces.api.orders import Strict

router = Router()
coupons = Router()


class PromotionOut(Schema):
    """A promotion as it is announced; ``terms`` and ``scope`` by its kind."""

    id: UUID
    number: str
    kind: str
    title: str
    rules_text: str
    starts_at: datetime
    ends_at: datetime
    terms: dict[str, Any]
    scope: dict[str, list[str]]
    per_member: int | None
    total: int | None
    left: int | None


class CouponOut(Schema):
    """A coupon the caller holds."""

    code: str
    title: str
    state: str
    valid_until: datetime


class ClaimIn(Strict):
    """Which coupon: by its promotion, or by a code somebody was told."""

    promotion: UUID | None = None
    code: Annotated[str, Field(max_length=20)] = ""


@router.get("", response=list[PromotionOut])
def running(request: HttpRequest) -> list[dict[str, Any]]:
    """Every promotion that is announced and holds now."""
    found = list(queries.running(clock.now())[:200])
    left = queries.left_of(found)
    return [_shown(one, left.get(one.id)) for one in found]


def _shown(promotion: Promotion, left: int | None) -> dict[str, Any]:
    plan = promotion.plan
    names = ("number", "kind", "title", "rules_text", "terms", "scope", "per_member", "total")
    return {
        "id": promotion.id,
        "starts_at": promotion.period.lower,
        "ends_at": promotion.period.upper,
        "left": left,
        **{name: getattr(plan, name) for name in names},
    }


@coupons.get("", response=list[CouponOut])
def mine(request: HttpRequest, limit: Annotated[int, Field(ge=1, le=100)] = 50) -> list[dict[str, Any]]:
    """The caller's coupons, the latest first."""
    by = caller(request)
    return [_held(coupon) for coupon in queries.coupons_of(by, by.account_id)[:limit]]


@coupons.post("", response={201: CouponOut})
@once
def claim(request: HttpRequest, body: ClaimIn) -> Status[dict[str, Any]]:
    """Claim a coupon for the caller, as long as there are any."""
    by, at = caller(request), clock.now()
    promotion_id = body.promotion or queries.coupon_of_code(body.code, at).id
    coupon = issue_coupon(
        promotion_id=promotion_id, holder_id=by.account_id, claim_code=body.code, by=by, at=at
    )
    return Status(201, _held(coupon))


def _held(coupon: Coupon) -> dict[str, Any]:
    title = coupon.promotion.plan.title
    return {"code": coupon.code, "title": title, "state": coupon.state, "valid_until": coupon.valid_until}
