"""Keeping what the gateway said a payment is made at: the words of a code, or a link."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.payments.capabilities import TAKE_MONEY
from zhanggui.domain.payments.facts import PaymentAddressed
from zhanggui.domain.payments.models import Payment
from zhanggui.domain.payments.states import PaymentNotReady, PaymentState
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def keep_address(*, payment_id: UUID, address: str, by: Actor, at: datetime) -> Payment:
    """From here on the customer can be shown where to pay. Raises ``PaymentNotReady`` if it is not open."""
    by.require(TAKE_MONEY)
    payment = Payment.objects.locked().get(pk=payment_id)
    if payment.state != PaymentState.OPEN:
        raise PaymentNotReady(number=payment.number, state=payment.state, verb="pay")
    payment.address = address[:1000]
    payment.save(update_fields=["address"])
    told = PaymentAddressed(number=payment.number)
    trail.record(told, on=payment, by=by, at=at, thread=trail.Subject("sales.order", payment.order_id))
    return payment
