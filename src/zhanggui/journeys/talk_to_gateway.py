"""What the house says to the payment gateway: over the network, so from jobs only, never in a transaction."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from zhanggui.domain.payments import gateway
from zhanggui.domain.payments.gateway import BillRow, GatewayRefused, RefundAsk
from zhanggui.domain.payments.models import Payment, Refund
from zhanggui.domain.payments.operations import finish_refund, reconcile_day, refuse_refund
from zhanggui.domain.payments.queries import waiting_for_an_answer
from zhanggui.domain.payments.states import RefundState
from zhanggui.identity.actor import SYSTEM
from zhanggui.journeys.receive_notice import act_on

QUIET = timedelta(minutes=5)


def send_refund(*, refund_id: UUID, at: datetime) -> None:
    """Have the gateway send a refund. Asked twice with one number, it pays once."""
    refund = Refund.objects.select_related("payment").get(pk=refund_id)
    if refund.state != RefundState.REQUESTED:
        return
    ask = RefundAsk(
        payment_number=refund.payment.number,
        refund_number=refund.number,
        amount_fen=refund.amount_fen,
        reason=refund.reason,
    )
    try:
        answer = gateway.connected().refund(ask, at=at)
    except GatewayRefused as refusal:
        refuse_refund(refund_id=refund_id, answer=str(refusal), by=SYSTEM, at=at)
        return
    finish_refund(refund_id=refund_id, answer=answer, by=SYSTEM, at=at)


def close_trade(*, payment_id: UUID, at: datetime) -> None:
    """Tell the gateway that a payment is closed. If it was paid meanwhile, that is what we learn."""
    payment = Payment.objects.get(pk=payment_id)
    if payment.method != Payment.Method.GATEWAY:
        return
    number = payment.number
    try:
        gateway.connected().close(number, at=at)
    except GatewayRefused:
        act_on(gateway.connected().query(number, at=at), at=at)


def ask_about_payments(*, at: datetime) -> int:
    """Ask for payments nobody has told us about: a notification may be lost, the money may not."""
    numbers = waiting_for_an_answer(opened_before=at - QUIET)
    for number in numbers:
        act_on(gateway.connected().query(number, at=at), at=at)
    return len(numbers)


def compare_bill(*, day: date, at: datetime) -> int:
    """Compare the gateway's bill of a day with our books (EC-21); how many rows differ."""
    rows: list[BillRow] = list(gateway.connected().bill(day, at=at))
    return len(reconcile_day(day=day, rows=rows, by=SYSTEM, at=at))


def unsent() -> QuerySet[Refund]:
    """Refunds the gateway has still to send."""
    return Refund.objects.filter(state=RefundState.REQUESTED, payment__method=Payment.Method.GATEWAY)
