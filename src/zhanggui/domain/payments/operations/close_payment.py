"""Closing a payment that nobody made."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.payments.capabilities import PAY
from zhanggui.domain.payments.facts import PaymentClosed
from zhanggui.domain.payments.models import Payment
from zhanggui.domain.payments.states import payment_after
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.schema.compiled import Compiled, Given
from zhanggui.schema.rows import update

_HELD = Compiled(lambda: Payment.objects.locked().filter(pk=Given("payment")))


@transaction.atomic
def close_payment(*, payment_id: UUID, by: Actor, at: datetime) -> Payment:
    """Let a payment rest. The gateway is told by a job; should money come all the same, it is taken in."""
    by.require(PAY)
    payment = _HELD.one(payment=payment_id)
    payment.state = payment_after(payment.state, "close", number=payment.number)
    payment.closed_at = at
    update(payment, "state", "closed_at")
    closed = PaymentClosed(number=payment.number)
    trail.record(closed, on=payment, by=by, at=at, thread=trail.Subject("sales.order", payment.order_id))
    return payment
