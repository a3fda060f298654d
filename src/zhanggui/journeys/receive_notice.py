"""Receiving a notification of a payment gateway: keep it, judge it, act on it.

It is stored before anything else, in a transaction of its own. Then, in this order:

    forged            the signature is not the gateway's: nothing else is looked at
    malformed         signed, but not readable
    unknown payment   no payment or refund of ours has this number, or it is not paid by this gateway
    wrong amount      signed, but not the amount we asked for: nothing is booked, a person looks at it
    repeated          this payment is here already, by the same trade; this refund is finished
    overtaken         older news than what we know (closed after paid, still waiting)
    accepted          the payment is received, or closed; the refund is finished, or refused
"""

from datetime import datetime

from django.db import transaction

from zhanggui.domain.payments import gateway
from zhanggui.domain.payments.gateway import (
    NotConnected,
    NoticeForged,
    NoticeMalformed,
    RefundWord,
    SentRefund,
    Told,
    Trade,
    TradeState,
)
from zhanggui.domain.payments.models import GatewayNotice, Payment, Refund
from zhanggui.domain.payments.operations import (
    Worth,
    close_payment,
    finish_refund,
    judge_notice,
    keep_notice,
    refuse_refund,
)
from zhanggui.domain.payments.queries import payment_numbered, refund_numbered
from zhanggui.domain.payments.states import PaymentState, RefundState
from zhanggui.identity.actor import PUBLIC, SYSTEM
from zhanggui.journeys.receive_payment import receive_payment

Verdict = GatewayNotice.Verdict
TAKEN = {Verdict.ACCEPTED, Verdict.REPEATED, Verdict.OVERTAKEN}
"""What the gateway need not tell us again."""


def receive_notice(*, told: Told, sender: str, at: datetime) -> Verdict:
    """Take a notification in; the verdict. The gateway need not tell again what is in ``TAKEN``."""
    notice = keep_notice(told=told, sender=sender, by=PUBLIC, at=at)
    with transaction.atomic():
        worth = _judged(told, at)
        judge_notice(notice_id=notice.id, worth=worth, by=SYSTEM, at=at)
    return Verdict(worth.verdict)


def _judged(told: Told, at: datetime) -> Worth:
    try:
        said = gateway.connected(told.method).read_notice(told)
    except (NoticeForged, NotConnected):
        return Worth(verdict=Verdict.FORGED)
    except NoticeMalformed:
        return Worth(verdict=Verdict.MALFORMED)
    if said.trade is not None:
        verdict, payment = act_on(told.method, said.trade, at=at)
        return Worth(verdict=verdict, payment=payment, notify_id=said.notify_id)
    if said.refund is not None:
        verdict, refund = act_on_refund(told.method, said.refund, at=at)
        return Worth(verdict=verdict, refund=refund, notify_id=said.notify_id)
    return Worth(verdict=Verdict.MALFORMED, notify_id=said.notify_id)


@transaction.atomic
def act_on(method: str, trade: Trade, *, at: datetime) -> tuple[Verdict, Payment | None]:
    """Do what a gateway's word about one of our payments asks for, be it told or asked."""
    known = payment_numbered(trade.number)
    if known is None or known.method != method:
        return Verdict.UNKNOWN_PAYMENT, None
    if trade.state is TradeState.UNKNOWN:
        return Verdict.OVERTAKEN, known
    if trade.amount_fen != known.amount_fen:
        return Verdict.WRONG_AMOUNT, known
    # The order first, then the payment: the order of locks everywhere.
    type(known.order).objects.locked().get(pk=known.order_id)
    payment = Payment.objects.locked().get(pk=known.pk)
    if trade.state is TradeState.PAID:
        if payment.state == PaymentState.PAID:
            return Verdict.REPEATED, payment
        receive_payment(payment_id=payment.id, gateway_trade=trade.gateway_trade, by=SYSTEM, at=at)
        return Verdict.ACCEPTED, payment
    if trade.state is TradeState.CLOSED and payment.state == PaymentState.OPEN:
        close_payment(payment_id=payment.id, by=SYSTEM, at=at)
        return Verdict.ACCEPTED, payment
    return Verdict.OVERTAKEN, payment


@transaction.atomic
def act_on_refund(method: str, sent: SentRefund, *, at: datetime) -> tuple[Verdict, Refund | None]:
    """Do what a gateway's word about one of our refunds asks for, be it told or asked."""
    known = refund_numbered(sent.refund_number)
    if known is None or known.payment.method != method:
        return Verdict.UNKNOWN_PAYMENT, None
    if sent.word in {RefundWord.PROCESSING, RefundWord.UNKNOWN}:
        return Verdict.OVERTAKEN, known
    if sent.amount_fen != known.amount_fen:
        return Verdict.WRONG_AMOUNT, known
    refund = Refund.objects.locked().select_related("payment").get(pk=known.pk)
    if refund.state == RefundState.DONE:
        return Verdict.REPEATED, refund
    if sent.word is RefundWord.DONE:
        finish_refund(refund_id=refund.pk, answer=sent.trace, by=SYSTEM, at=at)
        return Verdict.ACCEPTED, refund
    if refund.state == RefundState.REFUSED:
        return Verdict.REPEATED, refund
    refuse_refund(refund_id=refund.pk, answer=sent.trace, by=SYSTEM, at=at)
    return Verdict.ACCEPTED, refund
