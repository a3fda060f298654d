"""Stopping the sale of goods, at once and everywhere."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.catalog.capabilities import SEE_ALL_GOODS, STOP_SALE
from zhanggui.domain.catalog.facts import SaleStopped
from zhanggui.domain.catalog.models import StopSale
from zhanggui.domain.catalog.reach import reach_goods
from zhanggui.domain.catalog.refusals import AlreadyStopped
from zhanggui.domain.catalog.states import StopCause
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def stop_sale(*, goods_id: UUID, cause: StopCause, reason: str, by: Actor, at: datetime) -> StopSale:
    """Take goods off sale for a cause; orders for them are refused from the next moment on.

    A supplier may do so for its own goods, as its own wish. Raises ``AlreadyStopped``.
    """
    by.require(STOP_SALE)
    goods = reach_goods(goods_id, by)
    if not by.may(SEE_ALL_GOODS):
        cause = StopCause.SUPPLIER_WISH
    if goods.stops.filter(cause=cause, lifted_at=None).exists():
        raise AlreadyStopped

    stop = StopSale(goods=goods, cause=cause, reason=reason[:200], stopped_by_id=by.account_id, stopped_at=at)
    stop.save(force_insert=True)

    trail.record(SaleStopped(number=goods.number, cause=cause), on=goods, by=by, at=at, reason=reason)
    return stop
