"""Calling an order off before it has left the house."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.sales.capabilities import CANCEL
from zhanggui.domain.sales.facts import OrderCancelled
from zhanggui.domain.sales.models import Order
from zhanggui.domain.sales.queries import held_order
from zhanggui.domain.sales.states import after
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import Refusal
from zhanggui.mechanisms import trail


class AlreadyShipped(Refusal):
    """Order {number} has left the warehouse. It can be returned when it has arrived."""

    code = "already-shipped"


@transaction.atomic
def cancel(*, order_id: UUID, reason: str, by: Actor, at: datetime) -> Order:
    """End an order that was not shipped. Its stock and money are the journey's to give back."""
    by.require(CANCEL)
    order = held_order(order_id, by=by)
    if order.shipped_at is not None:
        raise AlreadyShipped(number=order.number)
    order.state = after(order.state, "cancel", number=order.number)
    order.ended_at = at
    order.end_reason = reason
    order.save(update_fields=["state", "ended_at", "end_reason"])
    trail.record(OrderCancelled(number=order.number), on=order, by=by, at=at, reason=reason)
    return order
