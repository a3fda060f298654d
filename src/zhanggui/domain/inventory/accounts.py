"""The goods accounts, in pieces of one SKU, in two planes.

*Claims* say who may still have what: accepted goods become sellable, an order takes them, a delivery ends the
claim. *Places* say where the goods lie. Goods enter both planes in one entry.

    claims    accepted → sellable → sold
    places    accepted → on hand(warehouse) → …
"""

from uuid import UUID

from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import HOUSE, AccountRef

ACCEPTED = ledger.account_kind("inventory.accepted", side="credit", guarded=False)
"""Where all claims come from: goods taken in and found good."""
SELLABLE = ledger.account_kind("inventory.sellable", side="debit", guarded=True)
"""What anybody may still buy. A reservation of an unpaid order is pending to leave it."""
SOLD = ledger.account_kind("inventory.sold", side="debit", guarded=False)
"""What confirmed orders have taken."""


def accepted(sku_id: UUID) -> AccountRef:
    return ACCEPTED.of(HOUSE, ledger.goods(sku_id))


def sellable(sku_id: UUID) -> AccountRef:
    return SELLABLE.of(HOUSE, ledger.goods(sku_id))


def sold(sku_id: UUID) -> AccountRef:
    return SOLD.of(HOUSE, ledger.goods(sku_id))
