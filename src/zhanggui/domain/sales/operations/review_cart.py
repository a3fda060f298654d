"""The customer has seen what changed in the cart since they looked last."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from zhanggui.domain.sales.capabilities import PLACE
from zhanggui.domain.sales.carts import Wanted, held_cart
from zhanggui.domain.sales.facts import CartReviewed
from zhanggui.domain.sales.models import Cart
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def review_cart(*, seen: Sequence[Wanted], by: Actor, at: datetime) -> Cart:
    """Keep the prices and the stock that were shown, so that only what changes after this is told."""
    by.require(PLACE)
    cart = held_cart(by.account_id, at)
    shown = {one.place: one for one in seen}
    for line in cart.lines.all():
        if (one := shown.get((line.sku_id, line.slot_goods_id))) is not None:
            line.announced_fen, line.noted = one.announced_fen, one.noted
            line.save(update_fields=["announced_fen", "noted"])
    trail.record(CartReviewed(lines=len(seen)), on=cart, by=by, at=at)
    return cart
