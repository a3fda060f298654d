"""Buying again: what of an earlier order can still be had goes into the cart, at the prices of today."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.pricing.queries import offers_of
from zhanggui.domain.sales import rules
from zhanggui.domain.sales.models import Order
from zhanggui.domain.sales.operations import put_in_cart
from zhanggui.domain.sales.queries import order_concerning
from zhanggui.identity.actor import Actor
from zhanggui.journeys import claims
from zhanggui.mechanisms import ledger


@dataclass(frozen=True, slots=True)
class Again:
    """What went into the cart, and the names of what cannot be had any more."""

    put: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


@transaction.atomic
def buy_again(*, order_id: UUID, by: Actor, at: datetime) -> Again:
    """Put the lines of one's own order into the cart, from the shelf. Raises ``NotFound``."""
    order: Order = order_concerning(order_id, by=by)
    lines = [line for line in order.lines.order_by("position") if line.discount_fen < line.amount_fen]
    offers = offers_of([line.sku_id for line in lines], at=at)
    stock = ledger.balances({claims.source(line.sku_id, None) for line in lines})
    again = Again()
    for line in lines:
        offer = offers.get(line.sku_id)
        left = stock[claims.source(line.sku_id, None)].available
        if offer is None or not offer.may_be_sold or offer.amount_fen is None or left <= 0:
            again.gone.append(line.name)
            continue
        put_in_cart(
            sku_id=line.sku_id,
            slot_goods_id=None,
            quantity=min(line.quantity, left, rules.QUANTITY_MAX),
            announced_fen=offer.amount_fen,
            by=by,
            at=at,
        )
        again.put.append(line.name)
    return again
