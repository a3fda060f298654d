"""An order taken on the telephone: by the rules of paying at the door, with the link, kept with the call."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.care import telephony
from zhanggui.domain.care.operations.keep_fruit import Fruit, keep_fruit
from zhanggui.domain.care.refusals import NotYourCall
from zhanggui.domain.care.states import CallResult
from zhanggui.domain.sales.models import PaymentMethod
from zhanggui.domain.sales.operations import AddressWish
from zhanggui.domain.sales.queries import address_of
from zhanggui.identity.actor import Actor
from zhanggui.journeys import cash_on_delivery
from zhanggui.journeys.order_wish import OrderWish
from zhanggui.journeys.place_order import Placed, place_order
from zhanggui.journeys.place_order_at import place_order_at
from zhanggui.journeys.send_payment_link import send_payment_link
from zhanggui.mechanisms.trail import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneOrder:
    """What the caller wants and agreed to; where it goes; the call it came from; where the link leads.

    ``pay_address`` has ``{number}`` in the place of the order's number.
    """

    wish: OrderWish
    address: AddressWish | None = None
    call_id: UUID | None = None
    pay_address: str = ""


def order_by_phone(*, order: PhoneOrder, by: Actor, at: datetime) -> Placed:
    """Place it on behalf of the caller. Raises what ``place_order`` raises, and the refusals of paying at
    the door. The link and the tie to the call follow the order, which stands without them."""
    agent = by.acting_for(order.wish.customer_id) if order.wish.customer_id else by
    if order.call_id is not None and telephony.call_of(order.call_id, by=by).agent_id != by.account_id:
        raise NotYourCall
    if order.wish.method == PaymentMethod.CASH_ON_DELIVERY:
        _refuse_at_the_door(order, at)
    if order.address is not None:
        placed = place_order_at(wish=order.wish, address=order.address, by=agent, at=at)
    else:
        placed = place_order(wish=order.wish, by=agent, at=at)
    _follow_up(order, placed, by=by, at=at)
    return placed


def _refuse_at_the_door(order: PhoneOrder, at: datetime) -> None:
    place = order.address or address_of(order.wish.address_id, account_id=order.wish.customer_id)
    wish = order.wish
    refusal = cash_on_delivery.why_not(
        customer_id=wish.customer_id,
        area=f"{place.province}{place.city}{place.district}",
        payable_fen=wish.announced.payable_fen if wish.announced else 0,
        at=at,
    )
    if refusal is not None:
        raise refusal


@transaction.atomic
def _follow_up(order: PhoneOrder, placed: Placed, *, by: Actor, at: datetime) -> None:
    if order.wish.method == PaymentMethod.GATEWAY and not placed.repeated:
        address = order.pay_address.format(number=placed.number)
        send_payment_link(number=placed.number, address=address, by=by, at=at)
    if order.call_id is not None:
        subject = Subject("sales.order", placed.id)
        fruit = Fruit(result=CallResult.ORDER, subject=subject, number=placed.number)
        keep_fruit(call_id=order.call_id, fruit=fruit, by=by, at=at)
