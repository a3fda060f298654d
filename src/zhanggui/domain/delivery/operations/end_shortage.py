"""Ending a shortage without goods: nobody waits for them any more. Money is the journey's to give back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery import filling
from zhanggui.domain.delivery.capabilities import GIVE_UP
from zhanggui.domain.delivery.facts import ShortageEnded
from zhanggui.domain.delivery.models import Shortage
from zhanggui.domain.delivery.refusals import ShortageSettled
from zhanggui.domain.delivery.states import ShortWay
from zhanggui.domain.sales.queries import held_order
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import Fen
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def end_shortage(
    *, shortage_id: UUID, way: ShortWay, refund_fen: Fen = 0, by: Actor, at: datetime
) -> Shortage:
    """Raises ``NotFound``, for somebody else's order too, and ``ShortageSettled``."""
    by.require(GIVE_UP)
    shortage = Shortage.objects.filter(pk=shortage_id).first()
    if shortage is None:
        raise NotFound
    order = held_order(shortage.order_id, by=by)
    shortage = Shortage.objects.locked().select_related("order_line").get(pk=shortage_id)
    if shortage.settled_at is not None:
        raise ShortageSettled
    filling.end(shortage, way, refund_fen=refund_fen, by=by, at=at)
    fact = ShortageEnded(order=order.number, pieces=shortage.pieces, way=way, refund_fen=refund_fen)
    trail.record(fact, on=shortage, by=by, at=at, thread=order)
    return shortage
