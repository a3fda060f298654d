"""Receiving a payment: the money is taken in whatever happens, and then it is decided what it is for.

order placed, all is paid        the order is confirmed; what is too much goes back
order placed, not all is paid    the order waits for the rest; what is more than the rest goes back at once
order expired                    confirmed after all, if its goods can still be had and it used no promotion,
                                 coupon or points, which were given back; else all goes back
order confirmed, ended           the order needs no money: this payment goes back
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.payments import queries as payments
from zhanggui.domain.payments.models import Payment
from zhanggui.domain.payments.operations import RefundWish, request_refund, take_payment
from zhanggui.domain.payments.queries import Use
from zhanggui.domain.sales.models import Order
from zhanggui.domain.sales.operations import confirm
from zhanggui.domain.sales.queries import held_order, know_lines
from zhanggui.identity.actor import Actor
from zhanggui.journeys import claims, perks, trades
from zhanggui.kernel.money import Fen
from zhanggui.schema.compiled import Compiled, Given

_ORDER = Compiled(lambda: Payment.objects.filter(pk=Given("payment")).values_list("order_id", flat=True))


@transaction.atomic
def receive_payment(*, payment_id: UUID, gateway_trade: str = "", by: Actor, at: datetime) -> Use:
    """Take a payment in and use it. Returns what it was used for.

    Raises ``PaymentNotReady`` if this payment had arrived before.
    """
    order = held_order(_ORDER.one(payment=payment_id), by=by)
    payment = take_payment(payment_id=payment_id, gateway_trade=gateway_trade, by=by, at=at)
    return use_payment(order, payment, by=by, at=at)


def use_payment(order: Order, payment: Payment, *, by: Actor, at: datetime) -> Use:
    """Decide what money that has just arrived for an order is for. Returns what it was used for."""
    paid = payments.paid_fen(order.id)
    use = payments.use_of(order.state, payable=order.payable_fen, paid=paid)

    if use is Use.WAIT:
        too_much = paid + payments.promised_fen(order.id) - order.payable_fen
        send_back(payment, min(too_much, payment.amount_fen), "paid more than was due", by=by, at=at)
        return use
    if use is Use.SEND_BACK:
        send_back(payment, payment.amount_fen, "the order needs no payment", by=by, at=at)
        return use
    if not confirm_paid(order, by=by, at=at):
        for part in payments.refundable(order.id):
            kept = Payment.objects.get(pk=part.payment)
            send_back(
                kept, part.left_fen, "sold out, or a promotion over, before the payment came", by=by, at=at
            )
        return Use.SEND_BACK
    if paid > order.payable_fen:
        send_back(payment, paid - order.payable_fen, "paid more than was due", by=by, at=at)
    return use


def confirm_paid(order: Order, *, by: Actor, at: datetime) -> bool:
    """Make final what a paid order reserved, and confirm it. False where its goods cannot be had any more."""
    know_lines(order)
    if not (perks.settle(order, at=at) and claims.settle(order, by=by, at=at)):
        return False
    confirm(order_id=order.id, by=by, at=at)
    trades.record(order, by=by, at=at)
    return True


def send_back(payment: Payment, amount: Fen, why: str, *, by: Actor, at: datetime) -> None:
    """Owe a payment, or a part of it, back to the customer; once, however often this is said."""
    if amount > 0:
        wish = RefundWish(amount_fen=amount, reason=why, key=f"{payment.id}:unneeded")
        request_refund(payment_id=payment.id, wish=wish, by=by, at=at)


def send_all_back(order: Order, why: str, *, key: str, by: Actor, at: datetime) -> Fen:
    """Owe back everything that was paid on an order and not sent back yet. Returns how much that is."""
    total = 0
    for part in payments.refundable(order.id):
        if part.left_fen > 0:
            wish = RefundWish(amount_fen=part.left_fen, reason=why, key=f"{part.payment}:{key}")
            request_refund(payment_id=part.payment, wish=wish, by=by, at=at)
            total += part.left_fen
    return total
