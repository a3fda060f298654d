"""Putting something in the cart, changing how many, or taking it out (none)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.sales import rules
from zhanggui.domain.sales.capabilities import PLACE
from zhanggui.domain.sales.facts import CartChanged
from zhanggui.domain.sales.models import Cart, CartLine
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import Fen
from zhanggui.kernel.refusal import Malformed
from zhanggui.mechanisms import trail


@transaction.atomic
def put_in_cart(
    *, sku_id: UUID, slot_goods_id: UUID | None, quantity: int, announced_fen: Fen, by: Actor, at: datetime
) -> Cart:
    """Let the customer's cart hold so many of a SKU at the price they saw. It reserves nothing."""
    by.require(PLACE)
    if not 0 <= quantity <= rules.QUANTITY_MAX:
        raise Malformed(field="quantity", problem=f"0 to {rules.QUANTITY_MAX}")
    Cart.objects.get_or_create(account_id=by.account_id, defaults={"created_at": at, "changed_at": at})
    cart = Cart.objects.locked().get(account_id=by.account_id)
    key = {"cart": cart, "sku_id": sku_id, "slot_goods_id": slot_goods_id}
    if quantity == 0:
        CartLine.objects.filter(**key).delete()
    else:
        if cart.lines.exclude(sku_id=sku_id).count() >= rules.LINES_MAX:
            raise Malformed(field="cart", problem=f"at most {rules.LINES_MAX} different things")
        CartLine.objects.update_or_create(
            **key,
            defaults={"quantity": quantity, "announced_fen": announced_fen},
            create_defaults={"quantity": quantity, "announced_fen": announced_fen, "added_at": at},
        )
    cart.changed_at = at
    cart.save(update_fields=["changed_at"])
    trail.record(CartChanged(sku=str(sku_id), quantity=quantity), on=cart, by=by, at=at)
    return cart
