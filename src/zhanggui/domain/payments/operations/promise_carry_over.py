"""Promising that a part of an order will be paid by what goods of another order cost that are coming back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.payments.capabilities import PAY
from zhanggui.domain.payments.facts import PaymentOpened
from zhanggui.domain.payments.models import Payment
from zhanggui.domain.payments.operations.open_payment import MoreThanOwed, NothingToPay
from zhanggui.domain.payments.queries import paid_fen, promised_fen
from zhanggui.domain.payments.states import PaymentState
from zhanggui.domain.sales.queries import held_order
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import Fen
from zhanggui.mechanisms import trail


@transaction.atomic
def promise_carry_over(*, order_id: UUID, amount_fen: Fen, by: Actor, at: datetime) -> Payment:
    """Expect so much of another order for this one: only the rest is asked of the customer.

    No money has moved yet; ``carry_over`` does that, and until then the promise can be closed like any open
    payment. Raises ``NothingToPay`` or ``MoreThanOwed``.
    """
    by.require(PAY)
    order = held_order(order_id, by=by)
    left = order.payable_fen - paid_fen(order.id) - promised_fen(order.id)
    if order.state != "placed" or left <= 0:
        raise NothingToPay(number=order.number)
    if not 0 < amount_fen <= left:
        raise MoreThanOwed(number=order.number)

    promise = Payment.objects.create(
        order=order,
        number=f"{order.number}P{order.payments.count() + 1}",
        method=Payment.Method.CARRIED_OVER,
        amount_fen=amount_fen,
        state=PaymentState.OPEN,
        opened_at=at,
        expires_at=order.expires_at,
    )
    opened = PaymentOpened(number=promise.number, amount_fen=amount_fen, method=promise.method, instalments=1)
    trail.record(opened, on=promise, by=by, at=at, thread=order)
    return promise
