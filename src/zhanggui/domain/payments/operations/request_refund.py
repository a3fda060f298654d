"""Requesting a refund: from here on the money is owed, and set aside for the customer."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.payments import accounts
from zhanggui.domain.payments.capabilities import REFUND
from zhanggui.domain.payments.facts import RefundOwed, RefundRequested
from zhanggui.domain.payments.models import Payment, Refund
from zhanggui.domain.payments.queries import left_of
from zhanggui.domain.payments.rules import ONLINE
from zhanggui.domain.payments.states import RefundState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import Fen
from zhanggui.kernel.refusal import Refusal
from zhanggui.mechanisms import ledger, trail


class MoreThanPaid(Refusal):
    """Only what was paid by payment {number} can go back, and {left_fen} fen are left of it."""

    code = "more-than-paid"
    status = 422


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundWish:
    """So much back to the way it was paid. ``key`` makes asking twice harmless.

    ``supplier_id`` is given when the money was already earned by a supplier, who then bears it.
    """

    amount_fen: Fen
    reason: str
    key: str
    supplier_id: UUID | None = None


@transaction.atomic
def request_refund(*, payment_id: UUID, wish: RefundWish, by: Actor, at: datetime) -> Refund:
    """Owe a customer money back. The same key again is the same refund.

    Raises ``MoreThanPaid``; whatever gets past this check, the guarded account would still refuse.
    """
    by.require(REFUND)
    asked = Payment.objects.locked().get(pk=payment_id)
    payment = _first_of(asked)
    earlier = payment.refunds.filter(request_key=wish.key).first()
    if earlier is not None:
        return earlier
    left = left_of(asked)
    if not 0 < wish.amount_fen <= left:
        raise MoreThanPaid(number=asked.number, left_fen=left)

    refund = Refund.objects.create(
        payment=payment,
        carried=None if payment == asked else asked,
        number=f"{payment.number}R{payment.refunds.count() + 1}",
        amount_fen=wish.amount_fen,
        reason=wish.reason,
        state=RefundState.REQUESTED,
        request_key=wish.key,
        requested_at=at,
    )
    _set_aside(refund, wish, asked.order_id, by, at)
    told = RefundRequested if payment.method in ONLINE else RefundOwed
    owed = told(number=refund.number, amount_fen=refund.amount_fen)
    order = trail.Subject("sales.order", payment.order_id)
    trail.record(owed, on=refund, by=by, at=at, reason=wish.reason, thread=order)
    return refund


def _first_of(payment: Payment) -> Payment:
    """The payment by which the money came into the house: what was carried over goes back by that one."""
    while payment.carried_from_id is not None:
        payment = Payment.objects.locked().get(pk=payment.carried_from_id)
    return payment


def _set_aside(refund: Refund, wish: RefundWish, giver: UUID, by: Actor, at: datetime) -> None:
    """From what the giving order has prepaid, or its supplier earned, to the order that was paid in money."""
    order_id = refund.payment.order_id
    source = accounts.supplier_payable(wish.supplier_id) if wish.supplier_id else accounts.prepaid(giver)
    entry = ledger.Entry(
        kind="payments.refund_owed",
        key=f"refund:{refund.id}:owed",
        at=at,
        subject=trail.Subject("payments.refund", refund.id),
        transfers=[
            ledger.Transfer(debit=source, credit=accounts.refunding(order_id), amount=refund.amount_fen)
        ],
    )
    ledger.post(entry, by=by)
