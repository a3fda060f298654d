"""Asking for something after the sale for a customer who is on the telephone, or stands at the desk.

What it comes to is told first; what was told is what is asked for; what was read out is kept with the case,
and the case with the call. From then on it is the customer's case like any other.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.aftersales.expecting import Expected, expected
from zhanggui.domain.aftersales.models import Exchange, Return
from zhanggui.domain.aftersales.operations.request import ReturnWish
from zhanggui.domain.aftersales.queries import asked_as
from zhanggui.domain.care import telephony
from zhanggui.domain.care.operations.keep_fruit import Fruit, keep_fruit
from zhanggui.domain.care.refusals import NotYourCall
from zhanggui.domain.care.states import CallResult
from zhanggui.domain.payments.queries import due_fen
from zhanggui.domain.sales.queries import order_concerning
from zhanggui.identity.actor import Actor
from zhanggui.journeys.place_order import TotalChanged
from zhanggui.journeys.request_return import ExchangeWish, as_announced, request_exchange, request_return
from zhanggui.journeys.send_payment_link import send_payment_link
from zhanggui.kernel.money import Fen, yuan
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms.trail import Subject

Wish = ReturnWish | ExchangeWish


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseForCustomer:
    """What a customer wants and agreed to, the sum that was read out, and the call it came from.

    ``announced_fen`` is what is to be paid or, below zero, what goes back. ``caller_id`` is the customer on
    the telephone: nobody asks for the order of another. ``pay_address`` has ``{number}`` for an order's.
    """

    wish: Wish
    announced_fen: Fen
    caller_id: UUID | None = None
    call_id: UUID | None = None
    pay_address: str = ""


def weigh(*, wish: Wish, by: Actor, at: datetime) -> Expected:
    """What a wish would come to now. Raises what asking for it would raise, agreement apart."""
    plain = as_announced(wish, by=by, at=at) if isinstance(wish, ExchangeWish) else wish
    return expected(wish=plain, by=by, at=at)


@transaction.atomic
def ask_for_customer(*, case: CaseForCustomer, by: Actor, at: datetime) -> Return:
    """Take the case down for the customer, at the sum that was read out; asked twice, it is the same one.

    Raises ``NotFound`` for the order of somebody else than the caller, ``NotYourCall``, ``TotalChanged``, and
    what ``request_return`` and ``request_exchange`` raise.
    """
    order = order_concerning(case.wish.order_id, by=by)
    if case.caller_id is not None and order.customer_id != case.caller_id:
        raise NotFound
    if case.call_id is not None and telephony.call_of(case.call_id, by=by).agent_id != by.account_id:
        raise NotYourCall
    agent = by.acting_for(order.customer_id) if order.customer_id else by
    earlier = asked_as(case.wish.key, order_id=order.id)
    if earlier is not None:
        return earlier
    sum_now = weigh(wish=case.wish, by=agent, at=at).announced_fen
    if sum_now != case.announced_fen:
        raise TotalChanged(now=yuan(sum_now), announced=yuan(case.announced_fen))
    asked = (
        request_exchange(wish=case.wish, by=agent, at=at)
        if isinstance(case.wish, ExchangeWish)
        else request_return(wish=case.wish, by=agent, at=at)
    )
    _follow_up(case, asked, by=by, at=at)
    return asked


def _follow_up(case: CaseForCustomer, asked: Return, *, by: Actor, at: datetime) -> None:
    """The link to the difference of an exchange that is agreed to, and the tie to the call."""
    exchange = Exchange.objects.select_related("order").filter(goods_return=asked).first()
    other = exchange.order if exchange is not None else None
    if other is not None and case.pay_address and due_fen(other.id, payable=other.payable_fen):
        address = case.pay_address.format(number=other.number)
        send_payment_link(number=other.number, address=address, by=by, at=at)
    if case.call_id is not None:
        subject = Subject("aftersales.return", asked.id)
        fruit = Fruit(result=CallResult.AFTER_SALES, subject=subject, number=asked.number)
        keep_fruit(call_id=case.call_id, fruit=fruit, by=by, at=at)
