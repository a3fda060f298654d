"""Choosing which lines of the cart are to be ordered this time."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from zhanggui.domain.sales.capabilities import PLACE
from zhanggui.domain.sales.carts import Key, held_cart
from zhanggui.domain.sales.facts import CartChosen
from zhanggui.domain.sales.models import Cart
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def choose_lines(*, left_out: Collection[Key], by: Actor, at: datetime) -> Cart:
    """Leave these lines out of the next order; all the others are in it."""
    by.require(PLACE)
    cart = held_cart(by.account_id, at)
    lines = list(cart.lines.all())
    for line in lines:
        out = (line.sku_id, line.slot_goods_id) in left_out
        if out != (line.left_out_at is not None):
            line.left_out_at = at if out else None
            line.save(update_fields=["left_out_at"])
    out_now = sum(line.left_out_at is not None for line in lines)
    trail.record(CartChosen(chosen=len(lines) - out_now, left_out=out_now), on=cart, by=by, at=at)
    return cart
