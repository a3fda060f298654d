"""Ordering a cart: its lines are taken out and ordered together, or neither happens.

Two windows that order the same cart queue here. The first orders it; the second finds its lines gone and is
told so. The same form sent twice finds its order and gets it again.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from zhanggui.domain.sales.carts import Key
from zhanggui.domain.sales.operations import AddressWish, take_out_ordered
from zhanggui.domain.sales.queries import hold_cart, order_asked_as
from zhanggui.identity.actor import Actor
from zhanggui.journeys.order_wish import OrderWish
from zhanggui.journeys.place_order import Placed, place_order
from zhanggui.journeys.place_order_at import place_order_at


@transaction.atomic
def check_out(
    *,
    wish: OrderWish,
    ordered: Mapping[Key, int],
    address: AddressWish | None = None,
    by: Actor,
    at: datetime,
) -> Placed:
    """Place the order and empty the cart of it. ``ordered`` is the cart as the customer saw it.

    Raises ``CartMovedOn`` where the cart is another by now, and what ``place_order`` raises: then nothing has
    changed.
    """
    hold_cart(by.account_id)
    earlier = order_asked_as(wish.key, by=by)
    if earlier is not None:
        return Placed.of(earlier)
    # The cart first, the stock last: the row that all buyers share is held for the shortest time.
    take_out_ordered(ordered=ordered, by=by, at=at)
    if address is not None:
        return place_order_at(wish=wish, address=address, by=by, at=at)
    return place_order(wish=wish, by=by, at=at)
