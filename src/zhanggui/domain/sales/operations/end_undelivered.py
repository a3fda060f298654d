"""Ending an order of which nothing ever reached its customer."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.sales.capabilities import FULFIL
from zhanggui.domain.sales.facts import OrderUndelivered
from zhanggui.domain.sales.models import Order
from zhanggui.domain.sales.queries import held_order
from zhanggui.domain.sales.states import OrderNotReady, after
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def end_undelivered(*, order_id: UUID, reason: str, by: Actor, at: datetime) -> Order:
    """Its book is closed: nothing more is owed to its customer. The money is the journey's to give back.

    Raises ``OrderNotReady`` for an order of which something has arrived, or that has ended.
    """
    by.require(FULFIL)
    order = held_order(order_id, by=by)
    if order.delivered_at is not None:
        raise OrderNotReady(number=order.number, state=order.state, verb="end_undelivered")
    order.state = after(order.state, "end_undelivered", number=order.number)
    order.ended_at = order.completed_at = at
    order.end_reason = reason[:200]
    order.save(update_fields=["state", "ended_at", "completed_at", "end_reason"])
    trail.record(OrderUndelivered(number=order.number), on=order, by=by, at=at, reason=order.end_reason)
    return order
