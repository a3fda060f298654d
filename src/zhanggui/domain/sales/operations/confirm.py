"""Confirming an order: it is paid, or will be paid at the door."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.sales.capabilities import CONFIRM
from zhanggui.domain.sales.facts import OrderConfirmed
from zhanggui.domain.sales.models import Order
from zhanggui.domain.sales.queries import held_order
from zhanggui.domain.sales.states import after
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.schema.rows import update


@transaction.atomic
def confirm(*, order_id: UUID, by: Actor, at: datetime) -> Order:
    """From here on the house has to deliver."""
    by.require(CONFIRM)
    order = held_order(order_id, by=by)
    order.state = after(order.state, "confirm", number=order.number)
    order.confirmed_at = at
    order.ended_at = None
    update(order, "state", "confirmed_at", "ended_at")
    trail.record(OrderConfirmed(number=order.number), on=order, by=by, at=at)
    return order
