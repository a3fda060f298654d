"""Giving back: an order ended, or its goods came back; its coupons are their holder's again."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.promotions.capabilities import SETTLE_REDEMPTIONS
from zhanggui.domain.promotions.facts import PromotionsGivenBack
from zhanggui.domain.promotions.models import Coupon, Redemption
from zhanggui.domain.promotions.states import COUPON, REDEMPTION, RedemptionState
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def give_back_redemptions(
    *, order_id: UUID, by: Actor, at: datetime, only: Collection[UUID] | None = None
) -> list[UUID]:
    """Give back what an order used, or ``only`` these redemptions; the promotions concerned.

    A coupon whose time is over by now runs out. Said again, nothing changes.
    """
    by.require(SETTLE_REDEMPTIONS)
    standing = Redemption.objects.locked().filter(order_id=order_id)
    standing = standing.exclude(state=RedemptionState.GIVEN_BACK)
    uses = list(standing if only is None else standing.filter(pk__in=list(only)))
    if not uses:
        return []
    for use in uses:
        use.state, use.given_back_at = REDEMPTION.after(use.state, "give_back"), at
        use.save(update_fields=["state", "given_back_at"])
    for coupon in Coupon.objects.locked().filter(pk__in=[use.coupon_id for use in uses if use.coupon_id]):
        coupon.state = COUPON.after(coupon.state, "give_back")
        if coupon.valid_until <= at:
            coupon.state, coupon.ended_at = COUPON.after(coupon.state, "expire"), at
        coupon.save(update_fields=["state", "ended_at"])

    order = trail.Subject("sales.order", order_id)
    trail.record(PromotionsGivenBack(count=len(uses)), on=order, by=by, at=at)
    return [use.promotion_id for use in uses]
