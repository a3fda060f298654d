"""Settling: an order is paid, so what it reserved of promotions and coupons is used."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.promotions.capabilities import SETTLE_REDEMPTIONS
from zhanggui.domain.promotions.facts import PromotionsUsed
from zhanggui.domain.promotions.models import Coupon, Redemption
from zhanggui.domain.promotions.states import COUPON, REDEMPTION, CouponState, RedemptionState
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def settle_redemptions(*, order_id: UUID, by: Actor, at: datetime) -> int:
    """Make the uses of an order final; how many. Said again, nothing changes."""
    by.require(SETTLE_REDEMPTIONS)
    uses = list(Redemption.objects.locked().filter(order_id=order_id, state=RedemptionState.RESERVED))
    if not uses:
        return 0
    for use in uses:
        use.state, use.settled_at = REDEMPTION.after(use.state, "use"), at
        use.save(update_fields=["state", "settled_at"])
    coupons = [use.coupon_id for use in uses if use.coupon_id]
    for coupon in Coupon.objects.locked().filter(pk__in=coupons, state=CouponState.RESERVED):
        coupon.state = COUPON.after(coupon.state, "use")
        coupon.save(update_fields=["state"])

    order = trail.Subject("sales.order", order_id)
    trail.record(PromotionsUsed(count=len(uses)), on=order, by=by, at=at)
    return len(uses)
