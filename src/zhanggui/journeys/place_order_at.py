"""Placing an order to an address that is written down with it: both happen, or neither."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from zhanggui.domain.sales.operations import AddressWish, add_address
from zhanggui.identity.actor import Actor
from zhanggui.journeys.order_wish import OrderWish
from zhanggui.journeys.place_order import Placed, place_order


@transaction.atomic
def place_order_at(*, wish: OrderWish, address: AddressWish, by: Actor, at: datetime) -> Placed:
    """Add the address for the customer and place the order there. Raises what both raise."""
    added = add_address(account_id=wish.customer_id, wish=address, by=by, at=at)
    return place_order(wish=replace(wish, address_id=added.id), by=by, at=at)
