"""Money back for pieces that never reached their customer: lost on the way, or never there to be sent."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from zhanggui.domain.aftersales.reading import money_by_line
from zhanggui.domain.aftersales.rules import refund_fen
from zhanggui.domain.aftersales.states import ReturnKind
from zhanggui.domain.delivery.models import Shipment
from zhanggui.domain.payments import queries as payments
from zhanggui.domain.payments.operations import RefundWish, request_refund
from zhanggui.domain.sales.models import Order
from zhanggui.domain.sales.operations import end_undelivered
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.journeys.earning import Pieces, earn
from zhanggui.journeys.finish_orders import confirm_delivery
from zhanggui.journeys.receive_carrier_event import is_awaited
from zhanggui.kernel.ids import named_id
from zhanggui.kernel.money import Fen


def owed_for(order: Order, pieces: Pieces, before: Pieces) -> Mapping[UUID, Fen]:
    """What was paid for these pieces, their freight included, by order line."""
    money = money_by_line(order)
    return {
        line: refund_fen(money[line], pieces=count, before=before[line], kind=ReturnKind.QUALITY)
        for line, count in pieces.items()
    }


def send_back(order: Order, owed: Fen, *, reason: str, of: UUID, at: datetime) -> Fen:
    """What was paid goes back the way it came; of an order to be paid at the door, nothing was.

    ``of``: the trouble or shortage it is given back for. Answers how much goes back.
    """
    left = payments.refundable(order.id)
    owed = min(owed, sum(part.left_fen for part in left))
    for part, fen in payments.spread(owed, left) if owed else ():
        wish = RefundWish(amount_fen=fen, reason=reason, key=f"trouble:{named_id(of, part.payment)}")
        request_refund(payment_id=part.payment, wish=wish, by=SYSTEM, at=at)
    return owed


def end_if_nothing_is_awaited(order: Order, finding: str, *, by: Actor, at: datetime) -> None:
    """The rest of the order has arrived, or none of it ever will."""
    if is_awaited(order.id) or order.delivered_at is not None:
        return
    arrived = Shipment.objects.filter(order=order, delivered_at__isnull=False)
    last = arrived.order_by("-delivered_at").values_list("delivered_at", flat=True).first()
    if last is not None:
        confirm_delivery(order_id=order.id, by=SYSTEM, at=last)
        return
    ended = end_undelivered(order_id=order.id, reason=finding, by=SYSTEM, at=at)
    earn(ended, by=SYSTEM, at=at)
