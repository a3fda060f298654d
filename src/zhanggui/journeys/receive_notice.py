"""Receiving a notification of the payment gateway: keep it, judge it, act on it.

It is stored before anything else, in a transaction of its own. Then, in this order:

    forged            the signature is not the gateway's: nothing else is looked at
    malformed         signed, but not readable
    unknown payment   no payment of ours has this number
    wrong amount      signed, but not the amount we asked for: nothing is booked, a person looks at it
    repeated          this payment is here already, by the same trade
    overtaken         older news than what we know (closed after paid, still waiting)
    accepted          the payment is received, or closed
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from zhanggui.domain.payments import gateway
from zhanggui.domain.payments.gateway import NoticeForged, NoticeMalformed, Trade, TradeState
from zhanggui.domain.payments.models import GatewayNotice, Payment
from zhanggui.domain.payments.operations import close_payment, judge_notice, keep_notice
from zhanggui.domain.payments.queries import payment_numbered
from zhanggui.domain.payments.states import PaymentState
from zhanggui.identity.actor import PUBLIC, SYSTEM
from zhanggui.journeys.receive_payment import receive_payment

Verdict = GatewayNotice.Verdict
TAKEN = {Verdict.ACCEPTED, Verdict.REPEATED, Verdict.OVERTAKEN}
"""What the gateway need not tell us again."""


def receive_notice(*, form: Mapping[str, str], sender: str, at: datetime) -> Verdict:
    """Take a notification in; the verdict. The gateway is answered ``success`` where it is in ``TAKEN``."""
    notice = keep_notice(form=form, sender=sender, by=PUBLIC, at=at)
    with transaction.atomic():
        verdict, payment = _judged(form, at)
        judge_notice(notice_id=notice.id, verdict=verdict, payment=payment, by=SYSTEM, at=at)
    return verdict


def _judged(form: Mapping[str, str], at: datetime) -> tuple[Verdict, Payment | None]:
    try:
        told = gateway.connected().read_notice(form)
    except NoticeForged:
        return Verdict.FORGED, None
    except NoticeMalformed:
        return Verdict.MALFORMED, None
    return act_on(told.trade, at=at)


@transaction.atomic
def act_on(trade: Trade, *, at: datetime) -> tuple[Verdict, Payment | None]:
    """Do what the gateway's word about one of our payments asks for, be it told or asked."""
    known = payment_numbered(trade.number)
    if known is None:
        return Verdict.UNKNOWN_PAYMENT, None
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
