"""Sending an order somewhere else, before it has left the house."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.sales.capabilities import CANCEL
from zhanggui.domain.sales.facts import OrderReaddressed
from zhanggui.domain.sales.models import Order
from zhanggui.domain.sales.operations.cancel import AlreadyShipped
from zhanggui.domain.sales.queries import address_of, held_order
from zhanggui.domain.sales.states import OrderNotReady, OrderState
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail

ON_THE_WAY_THERE = {OrderState.PLACED, OrderState.CONFIRMED}


@transaction.atomic
def readdress(*, order_id: UUID, address_id: UUID, promised_on: date, by: Actor, at: datetime) -> Order:
    """Let an order go to another address of its customer, with the promise that holds there.

    Raises ``AlreadyShipped``, ``OrderNotReady`` for one that has ended, and ``NotFound`` for an address that
    is not the customer's.
    """
    by.require(CANCEL)
    order = held_order(order_id, by=by)
    if order.shipped_at is not None:
        raise AlreadyShipped(number=order.number)
    if order.state not in ON_THE_WAY_THERE:
        raise OrderNotReady(number=order.number, state=order.state, verb="readdress")
    address = address_of(address_id, account_id=order.customer_id)
    order.address, order.promised_on = address, promised_on
    order.save(update_fields=["address", "promised_on"])
    fact = OrderReaddressed(number=order.number, region=str(address), promised_on=promised_on.isoformat())
    trail.record(fact, on=order, by=by, at=at)
    return order
