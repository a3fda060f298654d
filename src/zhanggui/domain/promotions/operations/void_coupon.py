"""Taking a coupon back that should not have been issued."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.promotions.capabilities import VOID_COUPONS
from zhanggui.domain.promotions.facts import CouponVoided
from zhanggui.domain.promotions.models import Coupon
from zhanggui.domain.promotions.states import COUPON
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def void_coupon(*, coupon_id: UUID, reason: str, by: Actor, at: datetime) -> Coupon:
    """Take it back, with a reason. One that an order holds stays: what was promised is kept."""
    by.require(VOID_COUPONS)
    coupon = Coupon.objects.locked().filter(pk=coupon_id).first()
    if coupon is None:
        raise NotFound
    coupon.state = COUPON.after(coupon.state, "void")
    coupon.ended_at, coupon.end_reason = at, reason.strip()[:200]
    coupon.save(update_fields=["state", "ended_at", "end_reason"])

    fact = CouponVoided(number=coupon.promotion.plan.number)
    trail.record(fact, on=coupon, by=by, at=at, reason=reason, thread=coupon.promotion)
    return coupon
