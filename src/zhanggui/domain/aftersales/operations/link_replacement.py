"""The order that brings the replacement is written, and its stock reserved."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.aftersales.capabilities import DECIDE
from zhanggui.domain.aftersales.facts import ReplacementOrdered
from zhanggui.domain.aftersales.models import Exchange
from zhanggui.domain.aftersales.reading import held_return
from zhanggui.domain.aftersales.refusals import OtherRemedy
from zhanggui.domain.aftersales.states import Remedy, ReturnState
from zhanggui.domain.sales import queries as sales
from zhanggui.identity.actor import Actor
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.mechanisms import trail


@transaction.atomic
def link_replacement(*, return_id: UUID, order_id: UUID, by: Actor, at: datetime) -> Exchange:
    """Name the order that replaces what comes back in an approved exchange; an earlier one has ended."""
    by.require(DECIDE)
    goods_return = held_return(return_id, by=by)
    if goods_return.remedy != Remedy.EXCHANGE:
        raise OtherRemedy(number=goods_return.number)
    if goods_return.state != ReturnState.APPROVED:
        raise WrongState(state=goods_return.state, verb="link_replacement")
    order = sales.order_concerning(order_id, by=by)
    exchange = Exchange.objects.locked().get(goods_return=goods_return)
    exchange.order_id = order.id
    exchange.save(update_fields=["order"])

    fact = ReplacementOrdered(
        number=goods_return.number, order=order.number, difference_fen=exchange.difference_fen
    )
    thread = trail.Subject("sales.order", goods_return.order_id)
    trail.record(fact, on=goods_return, by=by, at=at, thread=thread)
    return exchange
