"""Earning an order: what was paid in advance becomes the supplier's, and the freight the house's."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.payments import accounts
from zhanggui.domain.payments.capabilities import TAKE_MONEY
from zhanggui.domain.payments.facts import OrderEarned
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import Fen, share
from zhanggui.mechanisms import ledger, trail


@transaction.atomic
def earn_order(*, order_id: UUID, by_supplier: Mapping[UUID, Fen], by: Actor, at: datetime) -> Fen:
    """Move what is left of the customer's money to whom it belongs, once the order is over.

    ``by_supplier`` is the value of the kept goods by supplier; what the customer paid beyond that is freight,
    what is missing was the house's discount. Returns what was earned.
    """
    by.require(TAKE_MONEY)
    order = trail.Subject("sales.order", order_id)
    left = ledger.balance(accounts.prepaid(order_id)).available
    transfers = _shares(order_id, left, by_supplier)
    if transfers:
        entry = ledger.Entry(
            kind="payments.earned", key=f"order:{order_id}:earned", at=at, subject=order, transfers=transfers
        )
        ledger.post(entry, by=by)
    trail.record(OrderEarned(amount_fen=left), on=order, by=by, at=at)
    return left


def _shares(order_id: UUID, left: Fen, by_supplier: Mapping[UUID, Fen]) -> list[ledger.Transfer]:
    suppliers, values = list(by_supplier), list(by_supplier.values())
    goods = sum(values)
    from_customer = share(min(left, goods), values)
    prepaid = accounts.prepaid(order_id)
    wanted = [
        *(
            (prepaid, accounts.supplier_payable(supplier), fen)
            for supplier, fen in zip(suppliers, from_customer, strict=True)
        ),
        *(
            (accounts.DISCOUNT, accounts.supplier_payable(supplier), value - fen)
            for supplier, value, fen in zip(suppliers, values, from_customer, strict=True)
        ),
        (prepaid, accounts.FREIGHT, left - sum(from_customer)),
    ]
    return [ledger.Transfer(debit=debit, credit=credit, amount=fen) for debit, credit, fen in wanted if fen]
