"""The end of a return: goods are where they belong, and the money is on its way."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.aftersales.capabilities import FINISH
from zhanggui.domain.aftersales.facts import ReturnFinished
from zhanggui.domain.aftersales.models import Return
from zhanggui.domain.aftersales.reading import held_return
from zhanggui.domain.aftersales.states import RETURN
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def finish(*, return_id: UUID, by: Actor, at: datetime) -> Return:
    """Close an inspected return whose refund was requested."""
    by.require(FINISH)
    goods_return = held_return(return_id, by=by)
    goods_return.state = RETURN.after(goods_return.state, "finish")
    goods_return.finished_at = at
    goods_return.save()

    order = trail.Subject("sales.order", goods_return.order_id)
    fact = ReturnFinished(number=goods_return.number, refund_fen=goods_return.refund_fen)
    trail.record(fact, on=goods_return, by=by, at=at, thread=order)
    return goods_return
