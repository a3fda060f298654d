"""Letting an unpaid order go when its time is over."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.sales.capabilities import EXPIRE
from zhanggui.domain.sales.facts import OrderExpired
from zhanggui.domain.sales.models import Order
from zhanggui.domain.sales.queries import held_order
from zhanggui.domain.sales.states import after
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.schema.rows import update


@transaction.atomic
def expire(*, order_id: UUID, by: Actor, at: datetime) -> Order:
    """Give up waiting for the money of an order."""
    by.require(EXPIRE)
    order = held_order(order_id, by=by)
    order.state = after(order.state, "expire", number=order.number)
    order.ended_at = at
    update(order, "state", "ended_at")
    trail.record(OrderExpired(number=order.number), on=order, by=by, at=at)
    return order
