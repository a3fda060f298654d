"""What an order brings when it is over: to its suppliers, to the house, and what it cost the house."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from zhanggui.domain.aftersales.queries import taken_back_by_supplier
from zhanggui.domain.aftersales.reading import money_by_line, pieces_refunded
from zhanggui.domain.aftersales.rules import discount_part_fen
from zhanggui.domain.delivery.queries import made_good_by_supplier, pieces_made_good
from zhanggui.domain.delivery.states import Fate
from zhanggui.domain.payments.operations import earn_order
from zhanggui.domain.payments.rules import Off
from zhanggui.domain.sales.models import Order
from zhanggui.domain.sales.queries import goods_by_supplier
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import Fen

Pieces = Counter[UUID]
"""Pieces by order line."""


def earn(order: Order, *, by: Actor, at: datetime) -> Fen:
    """Share out the money of an order that is over; the price of the goods that were kept."""
    kept = kept_by_supplier(order)
    lost = made_good_by_supplier(order.id, Fate.LOST)
    off = Off(given_away_fen=given_away(order), lost=lost)
    earn_order(order_id=order.id, by_supplier=kept, off=off, by=by, at=at)
    return sum(kept.values()) - sum(lost.values())


def kept_by_supplier(order: Order) -> Mapping[UUID, Fen]:
    """What each supplier's goods cost that did not come back: kept, or lost on the way (EC-15)."""
    back = taken_back_by_supplier(order.id)
    undelivered = made_good_by_supplier(order.id, Fate.BACK)
    return {
        supplier: fen - back.get(supplier, 0) - undelivered.get(supplier, 0)
        for supplier, fen in goods_by_supplier(order.id).items()
    }


def given_away(order: Order) -> Fen:
    """What promotions took off the price of the pieces that their customer kept."""
    if not order.discount_fen:
        return 0
    lines = list(order.lines.all())
    gone = refunded_before(Counter({line.pk: line.quantity for line in lines}))
    money = money_by_line(order)
    return sum(
        discount_part_fen(money[line.pk], pieces=line.quantity - gone[line.pk], before=gone[line.pk])
        for line in lines
    )


def refunded_before(pieces: Pieces) -> Pieces:
    """Pieces of these lines that were refunded already: returned, lost, or never sent."""
    return Counter(pieces_refunded(pieces)) + Counter(pieces_made_good(pieces))
