"""Where goods are after they left the warehouse, in pieces of one SKU (the plane of places).

    on_hand(warehouse) ··allocated··▷ in_transit → delivered
                                      in_transit → lost

And, in fen, what carriers owe for what they lost:

    claim accepted      compensation  →  owed by the carrier

An allocation is a pending transfer from ``on_hand`` to ``in_transit``: the pieces still lie in the warehouse,
and no other order can have them. Handing the parcel to the carrier posts it.
"""

from uuid import UUID

from zhanggui.domain.inventory.accounts import PLACES
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import CNY, HOUSE, AccountRef, goods

IN_TRANSIT = ledger.account_kind("delivery.in_transit", side="debit", plane=PLACES)
"""With a carrier."""
DELIVERED = ledger.account_kind("delivery.delivered", side="debit", plane=PLACES)
"""Signed for by customers."""
LOST = ledger.account_kind("delivery.lost", side="debit", plane=PLACES)
"""Lost or destroyed by carriers."""

OWED_BY_CARRIER = ledger.account_kind("delivery.carrier_receivable", side="debit")
"""What a carrier owes for parcels that were lost or damaged in its hands."""
COMPENSATIONS = ledger.account_kind("delivery.compensation", side="credit")
"""What carriers make good: it stands against what the house has refunded and sent again."""
COMPENSATION = COMPENSATIONS.of(HOUSE, CNY)


def owed_by(carrier_id: UUID) -> AccountRef:
    """What this carrier owes for claims it accepted."""
    return OWED_BY_CARRIER.of(carrier_id, CNY)


def in_transit(sku_id: UUID) -> AccountRef:
    """What carriers have of it."""
    return IN_TRANSIT.of(HOUSE, goods(sku_id))


def delivered(sku_id: UUID) -> AccountRef:
    """What customers have of it. A return comes from here."""
    return DELIVERED.of(HOUSE, goods(sku_id))


def lost(sku_id: UUID) -> AccountRef:
    """What carriers lost of it."""
    return LOST.of(HOUSE, goods(sku_id))
