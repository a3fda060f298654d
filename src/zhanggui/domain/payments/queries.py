"""Reads about payments, for journeys, pages and reports."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q, Sum, prefetch_related_objects

from zhanggui.domain.payments.capabilities import SEE_BILLS, SEE_PAYMENTS
from zhanggui.domain.payments.models import GatewayNotice, Payment, Refund
from zhanggui.domain.payments.rules import ONLINE, Refundable, Use, spread, use_of
from zhanggui.domain.payments.states import PaymentState, RefundState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import Fen
from zhanggui.kernel.refusal import NotFound
from zhanggui.schema.compiled import Compiled, Given

__all__ = ["Refundable", "Use", "spread", "use_of"]

_PAID = Compiled(
    lambda: Payment.objects.filter(order=Given("order"), state=PaymentState.PAID).order_by("paid_at", "id")
)
PAID_SQL = """
SELECT coalesce((SELECT sum(amount_fen) FROM payments_payment WHERE state = %s AND order_id = %s), 0)
     - coalesce((SELECT sum(refund.amount_fen) FROM payments_refund refund
                   JOIN payments_payment payment ON payment.id = refund.payment_id
                  WHERE payment.order_id = %s AND refund.carried_id IS NULL), 0)
     - coalesce((SELECT sum(refund.amount_fen) FROM payments_refund refund
                   JOIN payments_payment payment ON payment.id = refund.carried_id
                  WHERE payment.order_id = %s), 0)
     - coalesce((SELECT sum(carried.amount_fen) FROM payments_payment carried
                   JOIN payments_payment payment ON payment.id = carried.carried_from_id
                  WHERE payment.order_id = %s), 0)
"""


def paid_fen(order_id: UUID) -> Fen:
    """What has arrived for this order, less what was sent back, is on its way back or paid another order."""
    with connection.cursor() as cursor:
        cursor.execute(PAID_SQL, [PaymentState.PAID, *([order_id] * 4)])
        row = cursor.fetchone()
    return int(row[0])


def refundable(order_id: UUID) -> list[Refundable]:
    """The paid payments of an order with what is left of each, oldest first."""
    payments = _PAID.all(order=order_id)
    prefetch_related_objects(payments, "refunds", "refunds_of_carried", "carried_to")
    return [Refundable(payment.id, left_of(payment)) for payment in payments]


def ways_back(order_id: UUID, amount_fen: Fen) -> list[tuple[str, Fen]]:
    """By which methods an amount goes back: the way it was paid, the latest first, as far as it covers."""
    parts = spread(amount_fen, refundable(order_id))
    paid = Payment.objects.in_bulk([part.payment for part, _ in parts])
    return [(paid[part.payment].method, fen) for part, fen in parts]


def left_of(payment: Payment) -> Fen:
    """What of a paid payment is still there: neither sent back nor carried over to another order."""
    if payment.state != PaymentState.PAID:
        return 0
    back = sum(refund.amount_fen for refund in payment.refunds.all() if refund.carried_id is None)
    back += sum(refund.amount_fen for refund in payment.refunds_of_carried.all())
    return payment.amount_fen - back - sum(carried.amount_fen for carried in payment.carried_to.all())


def promised_fen(order_id: UUID) -> Fen:
    """What is to be carried over to this order when goods of another have come back."""
    promises = Payment.objects.filter(
        order_id=order_id, method=Payment.Method.CARRIED_OVER, state=PaymentState.OPEN
    )
    return promises.aggregate(fen=Sum("amount_fen"))["fen"] or 0


def due_fen(order_id: UUID, *, payable: Fen) -> Fen:
    """What is still asked of the customer: neither paid, nor to be paid by an exchange."""
    return max(0, payable - paid_fen(order_id) - promised_fen(order_id))


def payment_numbered(number: str) -> Payment | None:
    """The payment of this number, if it is one of ours."""
    return Payment.objects.select_related("order").filter(number=number).first()


def refund_numbered(number: str) -> Refund | None:
    """The refund of this number, if it is one of ours."""
    return Refund.objects.select_related("payment").filter(number=number).first()


def payment_of(number: str, *, by: Actor) -> Payment:
    """A payment somebody may see: their own, or any for those who serve customers."""
    payment = payment_numbered(number)
    if payment is None or not (by.may(SEE_PAYMENTS) or payment.order.customer_id == by.account_id):
        raise NotFound()
    return payment


def payments_paid(
    method: str, since: datetime, until: datetime, *, after: str = "", limit: int = 100, by: Actor
) -> list[Payment]:
    """What was paid one way in a time, the first first, with its refunds; from after a payment of it on.

    ``NotFound`` where there is no such payment.
    """
    by.require(SEE_BILLS)
    paid = Payment.objects.filter(method=method, paid_at__gte=since, paid_at__lt=until)
    if after:
        last = paid.filter(number=after).first()
        if last is None:
            raise NotFound
        paid = paid.filter(Q(paid_at__gt=last.paid_at) | Q(paid_at=last.paid_at, pk__gt=last.pk))
    found = paid.select_related("order").prefetch_related("refunds").order_by("paid_at", "pk")
    return list(found[:limit])


def payments_of(order_id: UUID) -> list[Payment]:
    """All payments of an order with their refunds, oldest first."""
    return list(
        Payment.objects.filter(order_id=order_id)
        .prefetch_related("refunds", "refunds_of_carried")
        .order_by("opened_at", "id")
    )


def payment_state(order_payable: Fen, payments: Iterable[Payment]) -> str:
    """The payment state of an order, derived: unpaid, part_paid, paid, part_refunded, refunded."""
    arrived = sum(p.amount_fen for p in payments if p.state == PaymentState.PAID)
    back = sum(
        refund.amount_fen
        for p in payments
        for refund in (*(one for one in p.refunds.all() if not one.carried_id), *p.refunds_of_carried.all())
        if refund.state != RefundState.REFUSED
    )
    if back:
        return "refunded" if back >= arrived else "part_refunded"
    if not arrived:
        return "unpaid"
    return "paid" if arrived >= order_payable else "part_paid"


def waiting_for_an_answer(*, opened_before: datetime, limit: int = 200) -> list[Payment]:
    """Gateway payments nobody has told us about for a while: to be asked for."""
    return list(
        Payment.objects.filter(
            method__in=ONLINE, state=PaymentState.OPEN, opened_at__lt=opened_before
        ).order_by("opened_at")[:limit]
    )


def refunds_under_way(*, requested_before: datetime, limit: int = 200) -> list[Refund]:
    """Refunds a gateway was asked for a while ago and has not finished: to be asked about."""
    quiet = Refund.objects.filter(
        state=RefundState.REQUESTED, payment__method__in=ONLINE, requested_at__lt=requested_before
    )
    return list(quiet.select_related("payment").order_by("requested_at")[:limit])


def refunds_in_need(limit: int = 200) -> list[Refund]:
    """Refunds a person has to look at: refused by the gateway, or to be paid out by hand."""
    by_hand = Q(state=RefundState.REQUESTED) & ~Q(payment__method__in=ONLINE)
    return list(
        Refund.objects.filter(Q(state=RefundState.REFUSED) | by_hand)
        .select_related("payment__order")
        .order_by("requested_at")[:limit]
    )


def notices_judged(verdicts: Iterable[str], *, since: datetime) -> list[GatewayNotice]:
    """Notifications with one of these verdicts, newest first."""
    return list(
        GatewayNotice.objects.filter(verdict__in=list(verdicts), received_at__gte=since).order_by(
            "-received_at"
        )
    )


def refunds_because_of(reasons: Collection[str], order_ids: Collection[UUID]) -> Sequence[tuple[str, UUID]]:
    """Refunds of money that these orders gave, for these reasons: the reason, and the refund."""
    known = Refund.objects.filter(reason__in=reasons)
    given = known.filter(payment__order__in=order_ids).union(known.filter(carried__order__in=order_ids))
    return [(refund.reason, refund.id) for refund in given]


def carried_to(order_ids: Collection[UUID]) -> Sequence[tuple[UUID, UUID]]:
    """Payments of these orders that were carried over from others: the order, and the payment."""
    carried = Payment.objects.filter(order__in=order_ids, carried_from__isnull=False)
    return list(carried.values_list("order_id", "pk"))
