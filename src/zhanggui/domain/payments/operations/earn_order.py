"""Earning an order: what was paid in advance becomes the supplier's, and the freight the house's."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.payments import accounts
from zhanggui.domain.payments.capabilities import TAKE_MONEY
from zhanggui.domain.payments.facts import OrderEarned
from zhanggui.domain.payments.rules import NOTHING_OFF, Off, shares_of
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import Fen
from zhanggui.mechanisms import ledger, trail


@transaction.atomic
def earn_order(
    *, order_id: UUID, by_supplier: Mapping[UUID, Fen], off: Off = NOTHING_OFF, by: Actor, at: datetime
) -> Fen:
    """Move what is left of the customer's money to whom it belongs, once the order is over.

    ``by_supplier`` is the value of the kept goods by supplier, at their price: they get all of it. ``off`` is
    what of that the customer did not pay. What the customer paid beyond the goods is freight, and what is
    missing without a reason the house gave away. Returns what was earned.
    """
    by.require(TAKE_MONEY)
    order = trail.Subject("sales.order", order_id)
    left = ledger.balance(accounts.prepaid(order_id)).available
    transfers = _transfers(order_id, left, by_supplier, off)
    if transfers:
        entry = ledger.Entry(
            kind="payments.earned", key=f"order:{order_id}:earned", at=at, subject=order, transfers=transfers
        )
        ledger.post(entry, by=by)
    trail.record(OrderEarned(amount_fen=left), on=order, by=by, at=at)
    return left


def _transfers(order_id: UUID, left: Fen, by_supplier: Mapping[UUID, Fen], off: Off) -> list[ledger.Transfer]:
    prepaid = accounts.prepaid(order_id)
    shares = shares_of(left, by_supplier, off)
    wanted = [
        (debit, accounts.supplier_payable(supplier), fen)
        for debit, by_whom in (
            (prepaid, shares.paid), (accounts.DISCOUNT, shares.given_away), (accounts.LOST, shares.lost),
        )
        for supplier, fen in by_whom.items()
    ]  # fmt: skip
    wanted.append((prepaid, accounts.FREIGHT, shares.freight_fen))
    return [ledger.Transfer(debit=debit, credit=credit, amount=fen) for debit, credit, fen in wanted if fen]
