"""Agreeing to a case, and what that brings about: an order that replaces, or money at once."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.aftersales.models import Exchange, Return
from zhanggui.domain.aftersales.operations.approve import approve
from zhanggui.domain.aftersales.operations.refund_only import refund_only
from zhanggui.domain.aftersales.operations.withdraw import withdraw
from zhanggui.domain.aftersales.reading import worth_of
from zhanggui.domain.aftersales.refusals import NotWorthThat, PaymentsDoNotCover
from zhanggui.domain.aftersales.states import Remedy
from zhanggui.domain.payments import accounts as money
from zhanggui.domain.payments import queries as payments
from zhanggui.domain.payments.operations import RefundWish, request_refund
from zhanggui.domain.sales.queries import order_on_its_way
from zhanggui.domain.sales.states import OrderState
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.journeys import swap
from zhanggui.journeys.cancel_order import cancel_order
from zhanggui.kernel.ids import named_id
from zhanggui.kernel.money import Fen
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import Entry, Transfer
from zhanggui.mechanisms.trail import Subject


@transaction.atomic
def approve_return(
    *, return_id: UUID, note: str = "", amount_fen: Fen | None = None, by: Actor, at: datetime
) -> Return:
    """Agree to a case. An exchange reserves its replacement; where only money is wanted, it is owed at once.

    ``amount_fen`` is what is agreed on for goods that are kept; without it, what was asked for. Raises
    ``SoldOut`` where nothing is left to exchange for, ``NotWorthThat`` and ``PaymentsDoNotCover``.
    """
    goods_return = approve(return_id=return_id, note=note, by=by, at=at)
    if goods_return.remedy == Remedy.EXCHANGE:
        swap.order_replacement(goods_return, by=by, at=at)
    if goods_return.remedy == Remedy.REFUND_ONLY:
        return _money_only(goods_return, amount_fen, by=by, at=at)
    return goods_return


@transaction.atomic
def withdraw_return(*, return_id: UUID, by: Actor, at: datetime) -> Return:
    """Call a case off before the goods are on their way. Its replacement is called off with it."""
    goods_return = withdraw(return_id=return_id, by=by, at=at)
    call_off_replacement(goods_return, at=at)
    return goods_return


def call_off_replacement(goods_return: Return, *, at: datetime) -> None:
    """Let go of the order that was to replace something: stock and what was paid on it go back."""
    exchange = Exchange.objects.select_related("order").filter(goods_return=goods_return).first()
    if exchange is not None and exchange.order is not None and exchange.order.state == OrderState.PLACED:
        reason = f"{goods_return.number} is called off"
        cancel_order(order_id=exchange.order.id, reason=reason, by=SYSTEM, at=at)


def _money_only(goods_return: Return, amount: Fen | None, *, by: Actor, at: datetime) -> Return:
    order = order_on_its_way(goods_return.order_id)
    if order.shipped_at is None:
        paid = payments.paid_fen(order.id)
        cancel_order(order_id=order.id, reason=goods_return.number, by=SYSTEM, at=at)
        return refund_only(return_id=goods_return.id, amount_fen=paid, by=SYSTEM, at=at)
    if order.delivered_at is None:
        agreed = payments.paid_fen(order.id)
    else:
        agreed = amount or goods_return.asked_fen or worth_of(goods_return)
        if not 0 < agreed <= worth_of(goods_return):
            raise NotWorthThat(most_fen=worth_of(goods_return))
    if order.completed_at is not None:
        _house_bears(goods_return, agreed, by=by, at=at)
    send_back(goods_return, agreed, supplier_id=None, at=at)
    return refund_only(return_id=goods_return.id, amount_fen=agreed, by=SYSTEM, at=at)


def _house_bears(goods_return: Return, amount: Fen, *, by: Actor, at: datetime) -> None:
    """Suppliers are not made to pay for goods that do not come back (PR-04): the house gives the money."""
    move = Transfer(debit=money.DISCOUNT, credit=money.prepaid(goods_return.order_id), amount=amount)
    entry = Entry(
        kind="aftersales.borne",
        key=f"return:{goods_return.id}:borne",
        at=at,
        subject=Subject.of(goods_return),
        transfers=[move],
    )
    ledger.post(entry, by=by)


def send_back(goods_return: Return, amount: Fen, *, supplier_id: UUID | None, at: datetime) -> None:
    """Owe money of a case back the way it was paid. Raises ``PaymentsDoNotCover``."""
    parts = payments.spread(amount, payments.refundable(goods_return.order_id))
    if sum(fen for _, fen in parts) < amount:
        raise PaymentsDoNotCover(number=goods_return.number)
    for part, fen in parts:
        wish = RefundWish(
            amount_fen=fen,
            reason=goods_return.number,
            key=f"return:{named_id(goods_return.id, supplier_id, part.payment)}",
            supplier_id=supplier_id,
        )
        request_refund(payment_id=part.payment, wish=wish, by=SYSTEM, at=at)
