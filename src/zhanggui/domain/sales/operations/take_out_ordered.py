"""Taking out of the cart what is being ordered: so one cart cannot be ordered twice."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from zhanggui.domain.sales.capabilities import PLACE
from zhanggui.domain.sales.carts import CartMovedOn, Key, held_cart
from zhanggui.domain.sales.facts import CartOrdered
from zhanggui.domain.sales.models import Cart, CartLine
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def take_out_ordered(*, ordered: Mapping[Key, int], by: Actor, at: datetime) -> Cart:
    """Take these lines out, each with the number of pieces that the customer saw.

    Raises ``CartMovedOn`` unless the chosen lines of the cart are exactly these: another window, or another
    device, has changed it or ordered it meanwhile.
    """
    by.require(PLACE)
    cart = held_cart(by.account_id, at)
    chosen = {
        (line.sku_id, line.slot_goods_id): line for line in cart.lines.all() if line.left_out_at is None
    }
    if {place: line.quantity for place, line in chosen.items()} != dict(ordered):
        raise CartMovedOn
    CartLine.objects.filter(pk__in=[line.pk for line in chosen.values()]).delete()
    trail.record(CartOrdered(lines=len(chosen)), on=cart, by=by, at=at)
    return cart
