"""Noting that an order was signed for; the time to return it starts the day after (CP-02)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.sales.capabilities import FULFIL
from zhanggui.domain.sales.facts import OrderDelivered
from zhanggui.domain.sales.models import Order
from zhanggui.domain.sales.queries import order_on_its_way
from zhanggui.domain.sales.states import OrderNotReady
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.schema.rows import update


@transaction.atomic
def note_delivered(*, order_id: UUID, by: Actor, at: datetime) -> Order:
    """Told when the last parcel was signed for; told twice, the first time counts."""
    by.require(FULFIL)
    order = order_on_its_way(order_id)
    if order.delivered_at is not None:
        return order
    if order.shipped_at is None:
        raise OrderNotReady(number=order.number, state=order.state, verb="deliver")
    order.delivered_at = at
    update(order, "delivered_at")
    trail.record(OrderDelivered(number=order.number), on=order, by=by, at=at)
    return order
