"""Finding and making shelves: where pieces of a lot are put, and from where they are taken first."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from zhanggui.domain.inventory.accounts import FreeShelf, Shelf
from zhanggui.domain.inventory.models import Home, Location, Lot, Receipt, ReceiptLine, ShelfLot
from zhanggui.domain.inventory.refusals import NotOnTheShelves
from zhanggui.kernel.ids import new_id
from zhanggui.schema.prepared import fetch

ARRIVALS = "00"
"""Where a SKU lies that has no home yet."""
FREE = """
    SELECT s.id, s.warehouse_id, s.sku_id, l.expires_on,
           b.debits_posted - b.credits_posted - b.credits_pending AS free
    FROM inventory_shelflot s
    JOIN ledger_balance b ON b.account_id = s.account
    JOIN inventory_lot l ON l.id = s.lot_id
    JOIN inventory_location p ON p.id = s.location_id
    WHERE s.sku_id = ANY(%(skus)s) AND s.warehouse_id = ANY(%(houses)s)
      AND b.debits_posted - b.credits_posted > b.credits_pending
      AND l.recalled_at IS NULL
      AND (l.expires_on IS NULL OR l.expires_on > %(on)s OR %(expired)s)
    ORDER BY l.expires_on NULLS LAST, l.produced_on NULLS LAST, p.walk, s.id
"""


def first_expiring(
    warehouse_ids: Iterable[UUID], sku_ids: Iterable[UUID], on: date, *, expired: bool = False
) -> list[FreeShelf]:
    """The shelves that can give something, first expiring first, then oldest, then nearest on the walk.

    Lots that have expired on that day, or are recalled, give nothing to orders; a write-off may ask for the
    ``expired`` too. One statement.
    """
    houses, skus = list(warehouse_ids), list(sku_ids)
    rows = fetch(FREE, {"skus": skus, "houses": houses, "on": on, "expired": expired})
    return [FreeShelf(Shelf(shelf, house, sku), until, free) for shelf, house, sku, until, free in rows]


def taken_from(shelves: Sequence[FreeShelf], pieces: int) -> list[tuple[Shelf, int]]:
    """So many pieces from these shelves, in their order. Raises ``NotOnTheShelves``."""
    taken = []
    for one in shelves:
        if pieces and (part := min(pieces, one.free)):
            taken.append((one.shelf, part))
            pieces -= part
    if pieces:
        raise NotOnTheShelves(missing=pieces)
    return taken


def lot_of(line: ReceiptLine) -> Lot:
    """The lot of what came in with this line; the same lot delivered twice is one lot."""
    return Lot.objects.get_or_create(
        sku_id=line.sku_id,
        supplier_id=line.receipt.supplier_id,
        code=line.lot,
        produced_on=line.produced_on,
        expires_on=line.expires_on,
        owner_id=line.receipt.supplier_id if line.receipt.terms == Receipt.Terms.CONSIGNED else None,
    )[0]


def unknown_lot(sku_id: UUID) -> Lot:
    """The lot of pieces of which nobody can say any more when they were made."""
    return Lot.objects.get_or_create(
        sku_id=sku_id, supplier=None, code="", produced_on=None, expires_on=None, owner=None
    )[0]


def home_of(warehouse_id: UUID, sku_id: UUID) -> Location:
    """Where this SKU is put away in that warehouse."""
    home = Home.objects.select_related("location").filter(warehouse_id=warehouse_id, sku_id=sku_id).first()
    if home is not None:
        return home.location
    return Location.objects.get_or_create(
        warehouse_id=warehouse_id, code=ARRIVALS, defaults={"walk": 0, "use": Location.Use.RESERVE}
    )[0]


def shelf_at(location: Location, lot: Lot) -> ShelfLot:
    """The shelf of this lot at this location, made if there is none yet."""
    made = new_id()
    return ShelfLot.objects.get_or_create(
        location=location,
        lot=lot,
        defaults={
            "id": made,
            "warehouse_id": location.warehouse_id,
            "sku_id": lot.sku_id,
            "account": ShelfLot.account_of(made, lot.sku_id),
        },
    )[0]


def put_away(warehouse_id: UUID, lot: Lot) -> Shelf:
    """The shelf at the home of its SKU, for pieces of this lot."""
    return shelf_at(home_of(warehouse_id, lot.sku_id), lot).shelf


def put_back(warehouse_id: UUID, sku_id: UUID, lot_id: UUID | None) -> Shelf:
    """The shelf for pieces that had left: at the home of their SKU, with their lot if it is known."""
    lot = Lot.objects.filter(pk=lot_id, sku_id=sku_id).first() if lot_id else None
    return put_away(warehouse_id, lot or unknown_lot(sku_id))
