"""A customer has the parcel, though its carrier has not said so: their own word counts."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.notices import CarrierNotice
from zhanggui.domain.delivery.queries import parcels_on_their_way
from zhanggui.domain.sales.capabilities import RECEIVE
from zhanggui.domain.sales.facts import ReceiptConfirmed
from zhanggui.domain.sales.models import Order, PaymentMethod
from zhanggui.domain.sales.queries import held_order
from zhanggui.domain.sales.states import OrderNotReady
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.journeys.finish_orders import confirm_delivery
from zhanggui.journeys.receive_carrier_event import SHORT, receive_carrier_event
from zhanggui.kernel.refusal import Refusal
from zhanggui.mechanisms import trail


class CarrierConfirms(Refusal):
    """Order {number} is paid at the door: whoever took the money confirms it."""

    code = "carrier-confirms"


@transaction.atomic
def confirm_receipt(*, order_id: UUID, by: Actor, at: datetime) -> Order:
    """Take the customer's word that everything of an order has arrived. Said twice, the first time counts.

    Raises ``NotFound``, ``CarrierConfirms``, and ``OrderNotReady`` for one that has not left, or of which
    a parcel was lost or brought back.
    """
    by.require(RECEIVE)
    order = held_order(order_id, by=by)
    if order.delivered_at is not None:
        return order
    if order.shipped_at is None:
        raise OrderNotReady(number=order.number, state=order.state, verb="receive")
    if order.method == PaymentMethod.CASH_ON_DELIVERY:
        raise CarrierConfirms(number=order.number)
    trail.record(ReceiptConfirmed(number=order.number), on=order, by=by, at=at)
    parcels = parcels_on_their_way(order_id)
    if not parcels and SHORT.all(order=order_id):
        raise OrderNotReady(number=order.number, state=order.state, verb="receive")
    if not parcels:
        return confirm_delivery(order_id=order_id, by=SYSTEM, at=at)
    for parcel in parcels:
        notice = CarrierNotice(
            tracking_number=parcel.tracking_number,
            key=f"receipt:{parcel.number}",
            code="signed",
            occurred_at=at,
            signer="",
        )
        receive_carrier_event(carrier_id=parcel.carrier_id, notice=notice, by=SYSTEM, at=at)
    order.refresh_from_db()
    if order.delivered_at is None:
        raise OrderNotReady(number=order.number, state=order.state, verb="receive")
    return order
