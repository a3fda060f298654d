"""An exchange is done: what came back is accepted, and its money pays for the replacement."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.aftersales.capabilities import FINISH
from zhanggui.domain.aftersales.facts import ExchangeSettled
from zhanggui.domain.aftersales.models import Exchange
from zhanggui.domain.aftersales.reading import held_return, stands
from zhanggui.domain.aftersales.refusals import OtherRemedy
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import Fen
from zhanggui.mechanisms import trail


@transaction.atomic
def settle_exchange(*, return_id: UUID, carried_fen: Fen, by: Actor, at: datetime) -> Exchange:
    """Note that so much of the money paid before now pays for the replacement; only the rest goes back."""
    by.require(FINISH)
    goods_return = held_return(return_id, by=by)
    exchange = stands(goods_return, at)
    if exchange is None or exchange.order is None:
        raise OtherRemedy(number=goods_return.number)
    exchange.settled_at = at
    exchange.save(update_fields=["settled_at"])
    goods_return.refund_fen -= carried_fen
    goods_return.save(update_fields=["refund_fen"])

    fact = ExchangeSettled(number=goods_return.number, order=exchange.order.number, carried_fen=carried_fen)
    thread = trail.Subject("sales.order", goods_return.order_id)
    trail.record(fact, on=goods_return, by=by, at=at, thread=thread)
    return exchange
