"""Where goods are after they left the warehouse, in pieces of one SKU (the plane of places).

    on_hand(warehouse) ··allocated··▷ in_transit → delivered
                                      in_transit → lost

An allocation is a pending transfer from ``on_hand`` to ``in_transit``: the pieces still lie in the warehouse,
and no other order can have them. Handing the parcel to the carrier posts it.
"""

from uuid import UUID

from zhanggui.domain.inventory.accounts import PLACES
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import HOUSE, AccountRef, goods

IN_TRANSIT = ledger.account_kind("delivery.in_transit", side="debit", plane=PLACES)
"""With a carrier."""
DELIVERED = ledger.account_kind("delivery.delivered", side="debit", plane=PLACES)
"""Signed for by customers."""
LOST = ledger.account_kind("delivery.lost", side="debit", plane=PLACES)
"""Lost or destroyed by carriers."""


def in_transit(sku_id: UUID) -> AccountRef:
    """What carriers have of it."""
    return IN_TRANSIT.of(HOUSE, goods(sku_id))


def delivered(sku_id: UUID) -> AccountRef:
    """What customers have of it. A return comes from here."""
    return DELIVERED.of(HOUSE, goods(sku_id))


def lost(sku_id: UUID) -> AccountRef:
    """What carriers lost of it."""
    return LOST.of(HOUSE, goods(sku_id))
