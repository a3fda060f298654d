"""Putting something in the cart, changing how many, or taking it out (none)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.sales import rules
from zhanggui.domain.sales.capabilities import PLACE
from zhanggui.domain.sales.carts import Wanted, held_cart, known, refuse_too_many_lines
from zhanggui.domain.sales.facts import CartChanged
from zhanggui.domain.sales.models import Cart, CartLine
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import Fen
from zhanggui.kernel.refusal import Malformed, NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def put_in_cart(
    *, sku_id: UUID, slot_goods_id: UUID | None, quantity: int, announced_fen: Fen, by: Actor, at: datetime
) -> Cart:
    """Let the customer's cart hold so many of a SKU at the price they saw. It reserves nothing.

    What is put in, or whose number changes, is to be ordered: it is not left out any more. Raises
    ``NotFound`` for what nobody sells.
    """
    by.require(PLACE)
    if not 0 <= quantity <= rules.QUANTITY_MAX:
        raise Malformed(field="quantity", problem=f"0 to {rules.QUANTITY_MAX}")
    one = Wanted(sku_id=sku_id, slot_goods_id=slot_goods_id, quantity=quantity, announced_fen=announced_fen)
    if quantity and not known([one]):
        raise NotFound
    cart = held_cart(by.account_id, at)
    key = {"cart": cart, "sku_id": sku_id, "slot_goods_id": slot_goods_id}
    if quantity == 0:
        CartLine.objects.filter(**key).delete()
    else:
        seen = {"quantity": quantity, "announced_fen": announced_fen, "left_out_at": None}
        CartLine.objects.update_or_create(**key, defaults=seen, create_defaults={**seen, "added_at": at})
        refuse_too_many_lines(cart)
    trail.record(CartChanged(sku=str(sku_id), quantity=quantity), on=cart, by=by, at=at)
    return cart
