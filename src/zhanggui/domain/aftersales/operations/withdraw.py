"""Withdrawing a return: the customer keeps the goods."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.aftersales.capabilities import REQUEST
from zhanggui.domain.aftersales.facts import ReturnWithdrawn
from zhanggui.domain.aftersales.models import Return
from zhanggui.domain.aftersales.reading import held_return
from zhanggui.domain.aftersales.states import RETURN
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def withdraw(*, return_id: UUID, by: Actor, at: datetime) -> Return:
    """Call a return off before the goods are on their way; another may follow while there is time."""
    by.require(REQUEST)
    goods_return = held_return(return_id, by=by)
    goods_return.state = RETURN.after(goods_return.state, "withdraw")
    goods_return.withdrawn_at = at
    goods_return.save()

    order = trail.Subject("sales.order", goods_return.order_id)
    fact = ReturnWithdrawn(number=goods_return.number)
    trail.record(fact, on=goods_return, by=by, at=at, thread=order)
    return goods_return
