"""Asking for the invoice of an order, or for another name on it, while none was issued."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.sales.capabilities import PLACE
from zhanggui.domain.sales.facts import InvoiceWished
from zhanggui.domain.sales.models import Order
from zhanggui.domain.sales.queries import held_order
from zhanggui.domain.sales.states import OrderNotReady, OrderState
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail

OVER = {OrderState.CANCELLED, OrderState.EXPIRED}


@transaction.atomic
def wish_invoice(*, order_id: UUID, wish: Mapping[str, str], by: Actor, at: datetime) -> Order:
    """Write down whom the invoice names: a person, or a firm with its credit code.

    Raises ``NotFound`` for somebody else's order, and ``OrderNotReady`` for one that has ended.
    """
    by.require(PLACE)
    order = held_order(order_id, by=by)
    if order.state in OVER:
        raise OrderNotReady(number=order.number, state=order.state, verb="invoice")
    order.invoice_wish = dict(wish)
    order.save(update_fields=["invoice_wish"])
    trail.record(InvoiceWished(number=order.number, kind=wish["kind"]), on=order, by=by, at=at)
    return order
