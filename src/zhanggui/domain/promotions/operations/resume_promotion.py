"""Letting a suspended promotion go on."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.promotions.capabilities import RESUME_PROMOTIONS
from zhanggui.domain.promotions.facts import PromotionResumed
from zhanggui.domain.promotions.models import Promotion
from zhanggui.domain.promotions.states import PROMOTION
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def resume_promotion(*, promotion_id: UUID, reason: str, by: Actor, at: datetime) -> Promotion:
    """Let it go on, in what is left of its period."""
    by.require(RESUME_PROMOTIONS)
    promotion = Promotion.objects.locked().filter(pk=promotion_id).first()
    if promotion is None:
        raise NotFound
    promotion.state = PROMOTION.after(promotion.state, "resume")
    promotion.stopped_at, promotion.stop_reason = None, ""
    promotion.save(update_fields=["state", "stopped_at", "stop_reason"])

    fact = PromotionResumed(number=promotion.plan.number)
    trail.record(fact, on=promotion, by=by, at=at, reason=reason, thread=promotion.plan)
    return promotion
