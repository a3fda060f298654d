"""Customers pay: the house hears of it, and the firm that took the money has it in its own books.

The stand-ins of the firms are asked for refunds and bills as soon as a worker runs; they answer from what
they keep. Their books are the outside world, which nothing of the house reads.
"""

from datetime import datetime

from django.apps import apps

from zhanggui.domain.payments.models import Payment, Refund
from zhanggui.domain.payments.operations import finish_refund
from zhanggui.identity.actor import SYSTEM
from zhanggui.journeys.receive_payment import receive_payment


def pays(payment: Payment, *, trade: str = "", at: datetime) -> None:
    """The money came, under this number of the firm's."""
    trade = trade or f"T{payment.number}"
    receive_payment(payment_id=payment.pk, gateway_trade=trade, by=SYSTEM, at=at)
    _trades().create(
        firm=payment.method,
        out_trade_no=payment.number,
        trade_no=trade,
        app_id="demo",
        subject=payment.number,
        amount_fen=payment.amount_fen,
        status="TRADE_SUCCESS",
        opened_at=at,
        paid_at=at,
    )


def goes_back(refund: Refund, *, at: datetime) -> None:
    """The firm sent the money back, and said so."""
    finish_refund(refund_id=refund.pk, answer="demo", by=SYSTEM, at=at)
    taken = _trades().filter(out_trade_no=refund.payment.number).first()
    if taken is not None:
        taken.refunds.create(out_request_no=refund.number, amount_fen=refund.amount_fen, at=at)


def _trades():  # type: ignore[no-untyped-def]
    return apps.get_model("gateway", "StandInTrade").objects
