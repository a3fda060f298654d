"""The goods are back: from now on the refund is due."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from zhanggui.domain.aftersales.capabilities import RECEIVE
from zhanggui.domain.aftersales.facts import ReturnReceived
from zhanggui.domain.aftersales.models import Return
from zhanggui.domain.aftersales.reading import held_return
from zhanggui.domain.aftersales.states import RETURN, Remedy
from zhanggui.identity.actor import Actor
from zhanggui.kernel.deadlines import after_days
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms import trail


@transaction.atomic
def receive(*, return_id: UUID, warehouse_id: UUID, by: Actor, at: datetime) -> Return:
    """Note that the goods have arrived at a warehouse; from now, money is due within seven days (CP-01)."""
    by.require(RECEIVE)
    goods_return = held_return(return_id, by=by)
    goods_return.state = RETURN.after(goods_return.state, "receive")

    goods_return.warehouse_id = warehouse_id
    goods_return.received_by_id, goods_return.received_at = by.account_id, at
    if goods_return.remedy != Remedy.REPAIR:
        goods_return.refund_by = after_days(at, norm("return.refund_days", on=at))
    goods_return.save()

    pieces = goods_return.lines.aggregate(n=Sum("quantity"))["n"] or 0
    order = trail.Subject("sales.order", goods_return.order_id)
    fact = ReturnReceived(number=goods_return.number, pieces=pieces)
    trail.record(fact, on=goods_return, by=by, at=at, thread=order)
    return goods_return
