"""What a visitor had chosen goes into their own cart when they come in."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from zhanggui.domain.sales import rules
from zhanggui.domain.sales.capabilities import PLACE
from zhanggui.domain.sales.carts import Wanted, held_cart, known
from zhanggui.domain.sales.facts import CartMerged
from zhanggui.domain.sales.models import Cart, CartLine
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def merge_cart(*, visitors: Sequence[Wanted], by: Actor, at: datetime) -> Cart:
    """Put a visitor's lines into the cart of their account.

    Of what lies in both, the larger number counts: signing in never doubles what somebody chose twice. What
    nobody sells, and what has no room any more, is left.
    """
    by.require(PLACE)
    cart = held_cart(by.account_id, at)
    mine = {(line.sku_id, line.slot_goods_id): line for line in cart.lines.all()}
    for one in known(visitors):
        before = mine.get(one.place)
        if before is not None:
            before.quantity = max(before.quantity, one.quantity)
            before.left_out_at = None
            before.save(update_fields=["quantity", "left_out_at"])
        elif len(mine) < rules.LINES_MAX:
            mine[one.place] = _added(cart, one, at)
    trail.record(CartMerged(lines=len(visitors)), on=cart, by=by, at=at)
    return cart


def _added(cart: Cart, one: Wanted, at: datetime) -> CartLine:
    return CartLine.objects.create(
        cart=cart,
        sku_id=one.sku_id,
        slot_goods_id=one.slot_goods_id,
        quantity=one.quantity,
        announced_fen=one.announced_fen,
        noted=one.noted,
        added_at=at,
        left_out_at=at if one.left_out else None,
    )
