"""Collecting cash at the door: the carrier has the money for us."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.payments import queries
from zhanggui.domain.payments.capabilities import COLLECT_CASH
from zhanggui.domain.payments.models import Payment
from zhanggui.domain.payments.operations.take_payment import take_payment
from zhanggui.domain.payments.states import PaymentState
from zhanggui.domain.sales.queries import order_on_its_way
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import Fen


@transaction.atomic
def collect_cash(*, order_id: UUID, less_fen: Fen = 0, by: Actor, at: datetime) -> Payment | None:
    """Book what was still owed on an order as collected in cash. Nothing owed: nothing collected.

    ``less_fen``: what need not be paid, because it never came.
    """
    by.require(COLLECT_CASH)
    order = order_on_its_way(order_id)
    owed = order.payable_fen - less_fen - queries.paid_fen(order.id)
    if owed <= 0:
        return None
    payment = Payment.objects.create(
        order=order,
        number=f"{order.number}P{order.payments.count() + 1}",
        method=Payment.Method.CASH_ON_DELIVERY,
        amount_fen=owed,
        state=PaymentState.OPEN,
        opened_at=at,
    )
    return take_payment(payment_id=payment.id, by=by, at=at)
