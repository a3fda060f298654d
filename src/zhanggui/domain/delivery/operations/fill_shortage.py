"""Filling a shortage: goods have come, or somebody looks whether they have."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.capabilities import ALLOCATE
from zhanggui.domain.delivery.choosing import Need
from zhanggui.domain.delivery.facts import ShortageFilled
from zhanggui.domain.delivery.filling import fill
from zhanggui.domain.delivery.joining import join_waiting
from zhanggui.domain.delivery.models import Allocation, Shortage
from zhanggui.domain.delivery.refusals import ShortageSettled
from zhanggui.domain.sales.queries import held_order
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def fill_shortage(*, shortage_id: UUID, by: Actor, at: datetime) -> list[Allocation]:
    """Set its pieces aside, all of them: with a part of the order that waits in the same house, else apart.

    Raises ``NotEnoughOnHand``, ``ShortageSettled``.
    """
    by.require(ALLOCATE)
    shortage = Shortage.objects.select_related("order_line").filter(pk=shortage_id).first()
    if shortage is None:
        raise NotFound
    order = held_order(shortage.order_id, by=by)
    shortage = Shortage.objects.locked().select_related("order_line").get(pk=shortage_id)
    if shortage.settled_at is not None:
        raise ShortageSettled
    line = shortage.order_line
    parts = fill(shortage, Need(line.id, line.sku_id, shortage.pieces), by=by, at=at)
    fact = ShortageFilled(order=order.number, pieces=shortage.pieces)
    trail.record(fact, on=shortage, by=by, at=at, thread=order)
    return join_waiting(parts, by=by, at=at)
