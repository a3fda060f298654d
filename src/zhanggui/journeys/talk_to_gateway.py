"""What the house says to payment gateways: over the network, so from jobs only, never in a transaction."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from django.conf import settings

from zhanggui.domain.payments import gateway
from zhanggui.domain.payments.gateway import (
    Door,
    GatewayRefused,
    GatewayUnreachable,
    PayAsk,
    RefundAsk,
    RefundWord,
)
from zhanggui.domain.payments.models import Bill, Payment, Refund
from zhanggui.domain.payments.operations import BillWish, compare_bill, keep_address, refuse_refund
from zhanggui.domain.payments.queries import refunds_under_way, waiting_for_an_answer
from zhanggui.domain.payments.rules import ONLINE
from zhanggui.domain.payments.states import PaymentState, RefundState
from zhanggui.identity.actor import SYSTEM
from zhanggui.journeys.receive_notice import act_on, act_on_refund

QUIET = timedelta(minutes=5)
T = TypeVar("T")


def prepare_payment(*, payment_id: UUID, at: datetime) -> None:
    """Ask the gateway where a payment is made, where we cannot say so ourselves: a code, or WeChat's link."""
    payment = Payment.objects.select_related("order").get(pk=payment_id)
    asked_over = gateway.connected(payment.method)
    if payment.state != PaymentState.OPEN or payment.address or is_linked_by_us(payment):
        return
    ask = pay_ask(payment, return_url=f"{settings.PUBLIC_URL}/pay/{payment.order.number}/result/", at=at)
    say = asked_over.pay_code if ask.door is Door.CODE else asked_over.pay_link
    try:
        address = say(ask, at=at)
    except GatewayRefused:
        # Paid or closed there meanwhile: asking says which.
        act_on(payment.method, asked_over.query(payment.number, at=at), at=at)
        return
    keep_address(payment_id=payment_id, address=address, by=SYSTEM, at=at)


def is_linked_by_us(payment: Payment) -> bool:
    """Whether its pay page is reached by a link that we sign ourselves, without asking anybody."""
    return payment.kind != Door.CODE and gateway.connected(payment.method).links_itself


def pay_ask(payment: Payment, *, return_url: str, at: datetime) -> PayAsk:
    """What a gateway is to ask the customer for."""
    return PayAsk(
        number=payment.number,
        amount_fen=payment.amount_fen,
        subject=f"掌柜 {payment.order.number}",
        expires_at=payment.expires_at or at + timedelta(minutes=30),
        return_url=return_url,
        instalments=payment.instalments,
        door=Door(payment.kind or Door.PAGE),
    )


def send_refund(*, refund_id: UUID, at: datetime) -> None:
    """Have the gateway send a refund. Asked twice with one number, it pays once."""
    refund = Refund.objects.select_related("payment").get(pk=refund_id)
    if refund.state != RefundState.REQUESTED:
        return
    method = refund.payment.method
    try:
        sent = gateway.connected(method).refund(_refund_ask(refund), at=at)
    except GatewayRefused as refusal:
        refuse_refund(refund_id=refund_id, answer=str(refusal), by=SYSTEM, at=at)
        return
    act_on_refund(method, sent, at=at)


def _refund_ask(refund: Refund) -> RefundAsk:
    return RefundAsk(
        payment_number=refund.payment.number,
        refund_number=refund.number,
        amount_fen=refund.amount_fen,
        paid_fen=refund.payment.amount_fen,
        reason=refund.reason,
    )


def close_trade(*, payment_id: UUID, at: datetime) -> None:
    """Tell the gateway that a payment is closed. If it was paid meanwhile, that is what we learn."""
    payment = Payment.objects.get(pk=payment_id)
    if payment.method not in ONLINE:
        return
    asked = gateway.connected(payment.method)
    try:
        asked.close(payment.number, at=at)
    except GatewayRefused:
        act_on(payment.method, asked.query(payment.number, at=at), at=at)


def ask_about_payments(*, at: datetime) -> int:
    """Ask for payments nobody has told us about: a notification may be lost, the money may not.

    A gateway that does not answer keeps nobody from asking the others; it is asked again at the next round.
    """
    waiting = waiting_for_an_answer(opened_before=at - QUIET)
    return _each(
        waiting,
        lambda one: act_on(one.method, gateway.connected(one.method).query(one.number, at=at), at=at),
        lambda one: one.method,
    )


def ask_about_refunds(*, at: datetime) -> int:
    """Ask for refunds that were under way when we last heard of them, and send again what never arrived."""
    return _each(
        refunds_under_way(requested_before=at - QUIET),
        lambda one: _ask_about_refund(one, at),
        lambda one: one.payment.method,
    )


def _ask_about_refund(refund: Refund, at: datetime) -> None:
    method = refund.payment.method
    sent = gateway.connected(method).query_refund(_refund_ask(refund), at=at)
    if sent.word is RefundWord.UNKNOWN:
        send_refund(refund_id=refund.pk, at=at)
    else:
        act_on_refund(method, sent, at=at)


def _each(things: Iterable[T], ask: Callable[[T], object], method: Callable[[T], str]) -> int:
    asked, silent = 0, set[str]()
    for thing in things:
        if method(thing) in silent:
            continue
        try:
            ask(thing)
            asked += 1
        except (GatewayUnreachable, gateway.NotConnected):
            silent.add(method(thing))
    return asked


def fetch_bill(*, method: str, day: date, at: datetime) -> Bill:
    """Fetch a gateway's bill of a day and compare it with our books (EC-21)."""
    rows = list(gateway.connected(method).bill(day, at=at))
    wish = BillWish(method=method, day=day, rows=rows, source=f"{method} {day}")
    return compare_bill(wish=wish, by=SYSTEM, at=at)
