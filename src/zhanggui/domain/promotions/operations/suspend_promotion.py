"""Suspending a promotion at once: from this moment nothing is reduced by it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.promotions.capabilities import STOP_PROMOTIONS
from zhanggui.domain.promotions.facts import PromotionSuspended
from zhanggui.domain.promotions.models import Promotion
from zhanggui.domain.promotions.states import PROMOTION
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def suspend_promotion(*, promotion_id: UUID, reason: str, by: Actor, at: datetime) -> Promotion:
    """Stop it until somebody has looked at it. Coupons held are kept; orders placed keep their price."""
    by.require(STOP_PROMOTIONS)
    promotion = Promotion.objects.locked().filter(pk=promotion_id).first()
    if promotion is None:
        raise NotFound
    promotion.state = PROMOTION.after(promotion.state, "suspend")
    promotion.stopped_at, promotion.stop_reason = at, reason.strip()[:400]
    promotion.save(update_fields=["state", "stopped_at", "stop_reason"])

    fact = PromotionSuspended(number=promotion.plan.number)
    trail.record(fact, on=promotion, by=by, at=at, reason=reason, thread=promotion.plan)
    return promotion
