"""Ending a promotion before its time, for good."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from zhanggui.domain.promotions.capabilities import STOP_PROMOTIONS
from zhanggui.domain.promotions.facts import PromotionEnded
from zhanggui.domain.promotions.models import Promotion
from zhanggui.domain.promotions.states import PROMOTION
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def end_promotion(*, promotion_id: UUID, reason: str, by: Actor, at: datetime) -> Promotion:
    """End it. What customers were promised with a coupon they hold cannot be used any more, so say why."""
    by.require(STOP_PROMOTIONS)
    promotion = Promotion.objects.locked().filter(pk=promotion_id).first()
    if promotion is None:
        raise NotFound
    promotion.state = PROMOTION.after(promotion.state, "end")
    promotion.stopped_at, promotion.stop_reason = at, reason.strip()[:400]
    promotion.period = DateTimeTZRange(promotion.period.lower, max(at, promotion.period.lower))
    promotion.save(update_fields=["state", "stopped_at", "stop_reason", "period"])

    fact = PromotionEnded(number=promotion.plan.number)
    trail.record(fact, on=promotion, by=by, at=at, reason=reason, thread=promotion.plan)
    return promotion
