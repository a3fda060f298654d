"""Opening a payment: what the customer is asked to pay, and how."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.payments import queries
from zhanggui.domain.payments.capabilities import PAY
from zhanggui.domain.payments.facts import PaymentOpened
from zhanggui.domain.payments.models import Payment
from zhanggui.domain.payments.states import PaymentState
from zhanggui.domain.sales.queries import held_order
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import FEN_MAX, Fen
from zhanggui.kernel.refusal import Refusal
from zhanggui.mechanisms import trail
from zhanggui.schema.compiled import Compiled, Given
from zhanggui.schema.rows import insert

_EARLIER = Compiled(lambda: Payment.objects.filter(order=Given("order")))


class NothingToPay(Refusal):
    """Order {number} has nothing left to pay."""

    code = "nothing-to-pay"


class MoreThanOwed(Refusal):
    """Order {number} is owed less than this payment asks for."""

    code = "more-than-owed"
    status = 422


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentWish:
    """How somebody wants to pay. Without an amount: all that is left of the order.

    ``kind`` says by which door of a gateway: ``page``, ``phone`` or ``code``.
    """

    method: str = Payment.Method.GATEWAY
    amount_fen: Fen | None = None
    instalments: int = 1
    kind: str = ""


@transaction.atomic
def open_payment(*, order_id: UUID, wish: PaymentWish, by: Actor, at: datetime) -> Payment:
    """Open a payment towards an order. The same wish asked again, before it is paid, is the same payment.

    Several may be open at once (two tabs, two cards); what arrives beyond the order's amount goes back.
    """
    by.require(PAY)
    order = held_order(order_id, by=by)
    earlier = _EARLIER.all(order=order.id)
    left = order.payable_fen - queries.paid_fen(order.id) - _promised(earlier)
    if order.state not in {"placed", "confirmed"} or left <= 0:
        raise NothingToPay(number=order.number)
    amount = left if wish.amount_fen is None else wish.amount_fen
    # What another platform took, it took, were it too much: it is booked, and what is too much goes back.
    most = FEN_MAX if wish.method == Payment.Method.ELSEWHERE else left
    if not 0 < amount <= most:
        raise MoreThanOwed(number=order.number)

    for payment in earlier:
        asked = (payment.method, payment.amount_fen, payment.instalments, payment.kind)
        is_open = payment.state == PaymentState.OPEN and wish.method != Payment.Method.ELSEWHERE
        if is_open and asked == (wish.method, amount, wish.instalments, wish.kind):
            return payment
    payment = Payment(
        order=order,
        number=f"{order.number}P{len(earlier) + 1}",
        method=wish.method,
        kind=wish.kind,
        amount_fen=amount,
        instalments=wish.instalments,
        state=PaymentState.OPEN,
        opened_at=at,
        expires_at=order.expires_at,
    )
    insert(payment)
    opened = PaymentOpened(
        number=payment.number,
        amount_fen=amount,
        method=wish.method,
        instalments=wish.instalments,
        kind=wish.kind,
    )
    trail.record(opened, on=payment, by=by, at=at, thread=order)
    return payment


def _promised(earlier: Iterable[Payment]) -> Fen:
    """What will be carried over to this order is not asked of its customer."""
    return sum(
        payment.amount_fen
        for payment in earlier
        if payment.method == Payment.Method.CARRIED_OVER and payment.state == PaymentState.OPEN
    )
