"""Suspending what a violation is about: from the next moment on nothing is sold at that price."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.catalog.operations.stop_sale import stop_sale
from zhanggui.domain.catalog.queries import is_stopped
from zhanggui.domain.catalog.states import StopCause
from zhanggui.domain.pricing.capabilities import HANDLE_VIOLATIONS
from zhanggui.domain.pricing.models import PriceViolation
from zhanggui.domain.pricing.operations.end_price import end_price
from zhanggui.domain.pricing.refusals import AlreadyOver
from zhanggui.domain.pricing.states import PriceKind
from zhanggui.domain.promotions.operations.suspend_promotion import suspend_promotion
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound


@transaction.atomic
def suspend_price(*, violation_id: UUID, reason: str, by: Actor, at: datetime) -> PriceViolation:
    """Suspend the promotion, end the special price, or take goods whose normal price is wrong off sale.

    Raises ``AlreadyOver`` where nothing is left to suspend, and ``WrongState`` for a promotion that stands.
    """
    by.require(HANDLE_VIOLATIONS)
    violation = PriceViolation.objects.select_related("price").filter(pk=violation_id).first()
    if violation is None:
        raise NotFound
    if violation.promotion_id is not None:
        suspend_promotion(promotion_id=violation.promotion_id, reason=reason, by=by, at=at)
    elif violation.price is not None and violation.price.kind != PriceKind.NORMAL:
        end_price(price_id=violation.price.id, reason=reason, by=by, at=at)
    elif violation.goods_id is None or is_stopped(violation.goods_id, StopCause.PRICE):
        raise AlreadyOver
    else:
        stop_sale(goods_id=violation.goods_id, cause=StopCause.PRICE, reason=reason, by=by, at=at)
    return violation
