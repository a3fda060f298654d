"""Letting coupons run out whose time is over."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.promotions.capabilities import SETTLE_REDEMPTIONS
from zhanggui.domain.promotions.facts import CouponsExpired
from zhanggui.domain.promotions.models import Coupon, Promotion
from zhanggui.domain.promotions.states import CouponState
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail

BATCH = 1_000


@transaction.atomic
def expire_coupons(*, by: Actor, at: datetime) -> int:
    """Up to a thousand coupons that nobody used in time; how many. A job says it until none is left."""
    by.require(SETTLE_REDEMPTIONS)
    due = Coupon.objects.locked().filter(state=CouponState.HELD, valid_until__lte=at)[:BATCH]
    by_promotion: dict[UUID, list[UUID]] = defaultdict(list)
    for coupon in due:
        by_promotion[coupon.promotion_id].append(coupon.pk)
    for promotion in Promotion.objects.filter(pk__in=list(by_promotion)).select_related("plan"):
        ids = by_promotion[promotion.pk]
        Coupon.objects.filter(pk__in=ids).update(state=CouponState.EXPIRED, ended_at=at)
        fact = CouponsExpired(number=promotion.plan.number, count=len(ids))
        trail.record(fact, on=promotion, by=by, at=at)
    return sum(map(len, by_promotion.values()))
