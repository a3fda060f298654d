"""Letting goods be sold again, once the cause is settled."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.catalog.capabilities import RESUME_SALE, SEE_ALL_GOODS
from zhanggui.domain.catalog.facts import SaleResumed
from zhanggui.domain.catalog.models import StopSale
from zhanggui.domain.catalog.reach import reach_goods
from zhanggui.domain.catalog.refusals import NotStopped, StopIsTheHouses
from zhanggui.domain.catalog.states import StopCause
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def resume_sale(*, goods_id: UUID, cause: StopCause, reason: str, by: Actor, at: datetime) -> StopSale:
    """Lift the stop for this cause; others stay. A supplier lifts only its own wish."""
    by.require(RESUME_SALE)
    goods = reach_goods(goods_id, by)
    if not by.may(SEE_ALL_GOODS) and cause != StopCause.SUPPLIER_WISH:
        raise StopIsTheHouses
    stop = StopSale.objects.locked().filter(goods=goods, cause=cause, lifted_at=None).first()
    if stop is None:
        raise NotStopped

    stop.lifted_by_id, stop.lifted_at, stop.lifted_why = by.account_id, at, reason[:200]
    stop.save(update_fields=["lifted_by", "lifted_at", "lifted_why"])

    trail.record(SaleResumed(number=goods.number, cause=cause), on=goods, by=by, at=at, reason=reason)
    return stop
