"""Where goods lie that came back, in pieces of one SKU, until somebody has looked at them.

delivered → returned(warehouse) → on hand (sold again) | scrapped | rejected (for the supplier)
                                → delivered (not accepted: back to the customer)
"""

from collections.abc import Sequence
from uuid import UUID

from zhanggui.domain.aftersales.states import Disposition
from zhanggui.domain.delivery import accounts as delivery
from zhanggui.domain.inventory import accounts as inventory
from zhanggui.domain.inventory.accounts import Shelf
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import AccountRef, Transfer, goods

RETURNED = ledger.account_kind("aftersales.returned", side="debit", guarded=True, plane=inventory.PLACES)
"""Came back to a warehouse, and waits to be looked at."""


def returned(warehouse_id: UUID, sku_id: UUID) -> AccountRef:
    """What came back there and waits."""
    return RETURNED.of(warehouse_id, goods(sku_id))


def comes_in(*, warehouse_id: UUID, sku_id: UUID, pieces: int) -> Transfer:
    """Pieces leave the customer and lie in the warehouse. They are still sold: nothing is decided yet."""
    return Transfer(returned(warehouse_id, sku_id), delivery.delivered(sku_id), pieces)


def goes_on(disposition: str, shelf: Shelf, pieces: int) -> Sequence[Transfer]:
    """Where pieces go after somebody has looked at them, in both planes; what is sold again, to ``shelf``."""
    warehouse_id, sku_id = shelf.warehouse_id, shelf.sku_id
    source = returned(warehouse_id, sku_id)
    unsold = Transfer(inventory.accepted(sku_id), inventory.sold(sku_id), pieces)
    match Disposition(disposition):
        case Disposition.RESTOCK:
            return inventory.comes_back(shelf, pieces=pieces, source=source)
        case Disposition.SCRAP:
            return inventory.comes_back_to_scrap(sku_id=sku_id, pieces=pieces, source=source)
        case Disposition.SUPPLIER:
            return [Transfer(inventory.rejected(warehouse_id, sku_id), source, pieces), unsold]
        case Disposition.SENT_BACK:
            return [goes_home(warehouse_id=warehouse_id, sku_id=sku_id, pieces=pieces)]


def goes_home(*, warehouse_id: UUID, sku_id: UUID, pieces: int) -> Transfer:
    """Pieces go back to their owner: not accepted, or mended. They were sold all the time."""
    return Transfer(delivery.delivered(sku_id), returned(warehouse_id, sku_id), pieces)
