"""Sending an order somewhere else: what was set aside for the old way is given back and set aside anew."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.lanes import promise_to
from zhanggui.domain.delivery.operations.release_allocation import release_allocation
from zhanggui.domain.delivery.queries import is_packed
from zhanggui.domain.sales.models import Order
from zhanggui.domain.sales.operations import AddressWish, add_address, readdress
from zhanggui.domain.sales.queries import address_of, held_order
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import Refusal


class AlreadyPacked(Refusal):
    """Order {number} is packed and has its label. Please call us, or refuse the parcel at the door."""

    code = "already-packed"


@transaction.atomic
def change_address(*, order_id: UUID, address_id: UUID, by: Actor, at: datetime) -> Order:
    """Let an order go to another of its customer's addresses, promised anew from this moment.

    Raises ``NotFound``, ``AlreadyPacked``, ``AlreadyShipped``, ``OrderNotReady``, and ``OutOfArea`` where we
    do not deliver.
    """
    order = held_order(order_id, by=by)
    address = address_of(address_id, account_id=order.customer_id)
    skus = order.lines.values_list("sku_id", flat=True)
    promised = promise_to(address.province, skus, at=at).on
    if order.shipped_at is None and is_packed(order_id):
        raise AlreadyPacked(number=order.number)
    moved = readdress(order_id=order_id, address_id=address_id, promised_on=promised, by=by, at=at)
    release_allocation(order_id=order_id, reason="goes to another address", by=by, at=at)
    return moved


@transaction.atomic
def change_address_to(*, order_id: UUID, address: AddressWish, by: Actor, at: datetime) -> Order:
    """The same, to an address that is written down with it."""
    order = held_order(order_id, by=by)
    added = add_address(account_id=order.customer_id, wish=address, by=by, at=at)
    return change_address(order_id=order_id, address_id=added.id, by=by, at=at)
