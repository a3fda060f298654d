"""Noting that an order has left the warehouse."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.sales.capabilities import FULFIL
from zhanggui.domain.sales.facts import OrderShipped
from zhanggui.domain.sales.models import Order
from zhanggui.domain.sales.queries import order_on_its_way
from zhanggui.domain.sales.states import OrderNotReady, OrderState
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.schema.rows import update


@transaction.atomic
def note_shipped(*, order_id: UUID, by: Actor, at: datetime) -> Order:
    """Told at the first parcel; further parcels of the same order change nothing."""
    by.require(FULFIL)
    order = order_on_its_way(order_id)
    if order.shipped_at is not None:
        return order
    if order.state != OrderState.CONFIRMED:
        raise OrderNotReady(number=order.number, state=order.state, verb="ship")
    order.shipped_at = at
    update(order, "shipped_at")
    trail.record(OrderShipped(number=order.number), on=order, by=by, at=at)
    return order
