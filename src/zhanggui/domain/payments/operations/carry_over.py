"""Carrying money over: what was paid for goods that came back pays for those that replace them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.payments import accounts
from zhanggui.domain.payments.capabilities import TAKE_MONEY
from zhanggui.domain.payments.facts import PaymentCarriedOver
from zhanggui.domain.payments.models import Payment
from zhanggui.domain.payments.operations.request_refund import MoreThanPaid
from zhanggui.domain.payments.queries import left_of
from zhanggui.domain.payments.states import PaymentState
from zhanggui.domain.sales.queries import held_order
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import Fen
from zhanggui.mechanisms import ledger, trail


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryOver:
    """So much of a paid payment is to pay another order.

    ``supplier_id`` is given when the money was already earned by a supplier, who then gives it back.
    """

    payment_id: UUID
    order_id: UUID
    amount_fen: Fen
    supplier_id: UUID | None = None


@transaction.atomic
def carry_over(*, wish: CarryOver, by: Actor, at: datetime) -> Payment:
    """Pay an order with what is left of another order's payment. Nothing leaves the house.

    Raises ``MoreThanPaid``; whatever gets past this check, the guarded account would still refuse.
    """
    by.require(TAKE_MONEY)
    order = held_order(wish.order_id, by=by)
    source = Payment.objects.locked().get(pk=wish.payment_id)
    left = left_of(source)
    if not 0 < wish.amount_fen <= left:
        raise MoreThanPaid(number=source.number, left_fen=left)

    payment = Payment.objects.create(
        order=order,
        number=f"{order.number}P{order.payments.count() + 1}",
        method=Payment.Method.CARRIED_OVER,
        carried_from=source,
        amount_fen=wish.amount_fen,
        state=PaymentState.PAID,
        opened_at=at,
        paid_at=at,
    )
    _move(payment, wish, by, at)
    carried = PaymentCarriedOver(number=payment.number, amount_fen=wish.amount_fen, source=source.number)
    trail.record(carried, on=payment, by=by, at=at, thread=order)
    return payment


def _move(payment: Payment, wish: CarryOver, by: Actor, at: datetime) -> None:
    assert payment.carried_from is not None
    giver = payment.carried_from.order_id
    source = accounts.supplier_payable(wish.supplier_id) if wish.supplier_id else accounts.prepaid(giver)
    entry = ledger.Entry(
        kind="payments.carried_over",
        key=f"payment:{payment.id}:carried",
        at=at,
        subject=trail.Subject("payments.payment", payment.id),
        transfers=[
            ledger.Transfer(debit=source, credit=accounts.prepaid(wish.order_id), amount=wish.amount_fen)
        ],
    )
    ledger.post(entry, by=by)
