"""Taking a payment in: the money is here, whatever it will be used for."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.payments import accounts
from zhanggui.domain.payments.capabilities import COLLECT_CASH, TAKE_MONEY
from zhanggui.domain.payments.facts import PaymentTaken
from zhanggui.domain.payments.models import Payment
from zhanggui.domain.payments.states import payment_after
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import ledger, trail
from zhanggui.schema.compiled import Compiled, Given
from zhanggui.schema.rows import update

_HELD = Compiled(lambda: Payment.objects.locked().filter(pk=Given("payment")))


@transaction.atomic
def take_payment(*, payment_id: UUID, gateway_trade: str = "", by: Actor, at: datetime) -> Payment:
    """Book a payment as arrived. A closed one is taken too: money is never sent away at the door.

    Raises ``PaymentNotReady`` if it had already arrived.
    """
    payment = _HELD.one(payment=payment_id)
    by.require(COLLECT_CASH if payment.method == Payment.Method.CASH_ON_DELIVERY else TAKE_MONEY)
    payment.state = payment_after(payment.state, "pay", number=payment.number)

    payment.gateway_trade = gateway_trade
    payment.paid_at = at
    update(payment, "state", "gateway_trade", "paid_at")
    arrival = ledger.Transfer(
        debit=accounts.clearing(payment.method),
        credit=accounts.prepaid(payment.order_id),
        amount=payment.amount_fen,
    )
    ledger.post(
        ledger.Entry(
            kind="payments.taken",
            key=f"payment:{payment.id}:taken",
            at=at,
            subject=trail.Subject("payments.payment", payment.id),
            transfers=[arrival],
        ),
        by=by,
    )
    taken = PaymentTaken(
        number=payment.number,
        amount_fen=payment.amount_fen,
        method=payment.method,
        gateway_trade=gateway_trade,
    )
    trail.record(taken, on=payment, by=by, at=at, thread=trail.Subject("sales.order", payment.order_id))
    return payment
