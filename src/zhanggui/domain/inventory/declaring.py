"""Pieces a supplier keeps in its own warehouse and sends itself (drop-shipping): told of, never the house's.

They are sold and set aside like any others; their lot is the supplier's, so they are never valued as ours.
"""

from datetime import datetime
from uuid import UUID

from zhanggui.domain.inventory import accounts
from zhanggui.domain.inventory.models import Lot, ShelfLot
from zhanggui.domain.inventory.shelving import home_of, shelf_at
from zhanggui.identity.actor import Actor
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import ledger


def place_of(warehouse_id: UUID, sku_id: UUID, supplier_id: UUID) -> ShelfLot:
    """Where what a supplier told of stands in the accounts."""
    lot, _ = Lot.objects.get_or_create(
        sku_id=sku_id,
        supplier_id=supplier_id,
        code="",
        produced_on=None,
        expires_on=None,
        owner_id=supplier_id,
    )
    return shelf_at(home_of(warehouse_id, sku_id), lot)


def book(place: ShelfLot, more: int, *, by: Actor, at: datetime) -> None:
    """So many pieces more can be sent from there; fewer, where it is below zero.

    ``Insufficient`` for pieces that are sold or set aside.
    """
    supplier = place.warehouse.operator_id
    assert supplier is not None
    told = accounts.supplied(supplier, place.sku_id)
    if more > 0:
        transfers = accounts.enters_stock(place.shelf, pieces=more, source=told)
    else:
        transfers = accounts.leaves_stock(place.shelf, pieces=-more, sink=told)
    entry = ledger.Entry(
        kind="inventory.declared",
        key=f"inventory.declared/{new_id()}",
        at=at,
        subject=ledger.Subject.of(place.warehouse),
        transfers=transfers,
    )
    ledger.post(entry, by=by)
