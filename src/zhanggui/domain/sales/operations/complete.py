"""Completing an order: delivered, paid, and nothing left to return without a reason."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.sales.capabilities import FULFIL
from zhanggui.domain.sales.facts import OrderCompleted
from zhanggui.domain.sales.models import Order
from zhanggui.domain.sales.queries import held_order
from zhanggui.domain.sales.states import OrderNotReady, after
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.schema.rows import update


@transaction.atomic
def complete(*, order_id: UUID, by: Actor, at: datetime) -> Order:
    """Close the book of an order that went well."""
    by.require(FULFIL)
    order = held_order(order_id, by=by)
    if order.delivered_at is None:
        raise OrderNotReady(number=order.number, state=order.state, verb="complete")
    order.state = after(order.state, "complete", number=order.number)
    order.completed_at = at
    update(order, "state", "completed_at")
    trail.record(OrderCompleted(number=order.number), on=order, by=by, at=at)
    return order
