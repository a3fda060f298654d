"""Where goods are after they left the shelf, in pieces of one SKU.

    on hand(warehouse) → in transit → delivered
"""

from uuid import UUID

from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import HOUSE, AccountRef, goods

IN_TRANSIT = ledger.account_kind("delivery.in_transit", side="debit")
"""Handed to a carrier, not signed for yet."""
DELIVERED = ledger.account_kind("delivery.delivered", side="debit")
"""With customers."""


def in_transit(sku_id: UUID) -> AccountRef:
    """What carriers have of it."""
    return IN_TRANSIT.of(HOUSE, goods(sku_id))


def delivered(sku_id: UUID) -> AccountRef:
    """What customers have of it."""
    return DELIVERED.of(HOUSE, goods(sku_id))
