"""The goods accounts, in pieces of one SKU. Every piece is booked in two planes.

Places say where it is:

    supplied(supplier) → received(warehouse) → on_hand | held | rejected(warehouse)
    held → on_hand | scrapped;  on_hand → (delivery) in transit → delivered
    on_hand → withheld(warehouse) → held, once as many pieces are unsold
    on_hand → moving(document) → on_hand(another warehouse)

Claims say whose it is:

    accepted → sellable → sold;  sellable ↔ (broadcast) quota of a slot

Shelves say of which lot they are and where exactly, for what is on hand:

    shelved(warehouse) → shelf(location, lot) → shelved(warehouse)

Goods that pass the inspection enter both planes in one entry, and what leaves one for good leaves the
other. So for every SKU what was accepted equals what lies on hand, is on its way, or was delivered: the
control of A-4.3. Orders are placed against claims only: which warehouse sends is decided later, and nobody
waits for it.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import HOUSE, AccountRef, Transfer, goods

PLACES = "places of goods"
"""The kinds that say where accepted goods are."""
CLAIMS = "claims on goods"
"""The kinds that say whose accepted goods are."""

SUPPLIED = ledger.account_kind("inventory.supplied", side="credit")
"""What a supplier has brought and not taken back."""
RECEIVED = ledger.account_kind("inventory.received", side="debit", guarded=True)
"""In a warehouse, waiting for its inspection."""
ON_HAND = ledger.account_kind("inventory.on_hand", side="debit", guarded=True, plane=PLACES)
"""In a warehouse, passed. What is pending to leave is allocated to orders."""
HELD = ledger.account_kind("inventory.held", side="debit", guarded=True)
"""In a warehouse, under a quality hold."""
REJECTED = ledger.account_kind("inventory.rejected", side="debit", guarded=True)
"""In a warehouse, refused; waits for its supplier to take it back."""
MOVING = ledger.account_kind("inventory.moving", side="debit", guarded=True, plane=PLACES)
"""Under way from one warehouse to another, with the document that says so."""
WITHHELD = ledger.account_kind("inventory.withheld", side="debit", guarded=True, plane=PLACES)
"""Not there or not fit, though sold: who bought it waits for other pieces, or gets the money back."""
SCRAPPED = ledger.account_kind("inventory.scrapped", side="debit")
"""Destroyed."""
COUNT_DIFFERENCE = ledger.account_kind("inventory.count_difference", side="debit")
"""What counts have found missing (or, below zero, too much)."""

SHELF = ledger.account_kind("inventory.shelf", side="debit", guarded=True)
"""On one shelf, of one lot. What is pending to leave is set aside for orders."""
SHELVED = ledger.account_kind("inventory.shelved", side="credit")
"""The other side of all shelves of a warehouse: their sum."""

ACCEPTED = ledger.account_kind("inventory.accepted", side="credit")
"""What the house has accepted to be sold."""
SELLABLE = ledger.account_kind("inventory.sellable", side="debit", guarded=True, plane=CLAIMS)
"""Free to be sold by any channel. What is pending to leave is reserved for orders."""
SOLD = ledger.account_kind("inventory.sold", side="debit", plane=CLAIMS)
"""Sold to customers."""


def supplied(supplier_id: UUID, sku_id: UUID) -> AccountRef:
    """What this supplier has brought of it."""
    return SUPPLIED.of(supplier_id, goods(sku_id))


def received(warehouse_id: UUID, sku_id: UUID) -> AccountRef:
    """What waits for inspection there."""
    return RECEIVED.of(warehouse_id, goods(sku_id))


def on_hand(warehouse_id: UUID, sku_id: UUID) -> AccountRef:
    """What lies there and passed."""
    return ON_HAND.of(warehouse_id, goods(sku_id))


def held(warehouse_id: UUID, sku_id: UUID) -> AccountRef:
    """What lies there under a quality hold."""
    return HELD.of(warehouse_id, goods(sku_id))


def withheld(warehouse_id: UUID, sku_id: UUID) -> AccountRef:
    """What was found missing or unfit there, though all that is left was sold."""
    return WITHHELD.of(warehouse_id, goods(sku_id))


def rejected(warehouse_id: UUID, sku_id: UUID) -> AccountRef:
    """What lies there and was refused."""
    return REJECTED.of(warehouse_id, goods(sku_id))


def moving(document_id: UUID, sku_id: UUID) -> AccountRef:
    """What is under way of it with this document."""
    return MOVING.of(document_id, goods(sku_id))


def scrapped(sku_id: UUID) -> AccountRef:
    """What was destroyed of it."""
    return SCRAPPED.of(HOUSE, goods(sku_id))


def count_difference(sku_id: UUID) -> AccountRef:
    """What counts found missing of it."""
    return COUNT_DIFFERENCE.of(HOUSE, goods(sku_id))


def accepted(sku_id: UUID) -> AccountRef:
    """Where claims come from."""
    return ACCEPTED.of(HOUSE, goods(sku_id))


def sellable(sku_id: UUID) -> AccountRef:
    """What may still be sold of it."""
    return SELLABLE.of(HOUSE, goods(sku_id))


def sold(sku_id: UUID) -> AccountRef:
    """What was sold of it. An order reserves by a pending transfer from ``sellable`` (or a quota) to here."""
    return SOLD.of(HOUSE, goods(sku_id))


@dataclass(frozen=True, slots=True)
class Shelf:
    """The pieces of one lot of one SKU at one location (``models.ShelfLot``), as the accounts know them."""

    id: UUID
    warehouse_id: UUID
    sku_id: UUID


@dataclass(frozen=True, slots=True)
class FreeShelf:
    """A shelf with pieces that nobody has been promised."""

    shelf: Shelf
    expires_on: date | None
    free: int


def shelf(place: Shelf) -> AccountRef:
    """What lies on that shelf of that lot. What is pending to leave is set aside for orders."""
    return SHELF.of(place.id, goods(place.sku_id))


def shelved(warehouse_id: UUID, sku_id: UUID) -> AccountRef:
    """What lies on the shelves of a warehouse, all lots together: always what is on hand there."""
    return SHELVED.of(warehouse_id, goods(sku_id))


def fills(place: Shelf, pieces: int) -> Transfer:
    """Pieces come onto a shelf."""
    return Transfer(shelf(place), shelved(place.warehouse_id, place.sku_id), pieces)


def empties(place: Shelf, pieces: int, *, pending: bool = False) -> Transfer:
    """Pieces leave a shelf, or are set aside on it."""
    whole = shelved(place.warehouse_id, place.sku_id)
    return Transfer(whole, shelf(place), pieces, pending=pending)


def enters_stock(place: Shelf, *, pieces: int, source: AccountRef) -> list[Transfer]:
    """New pieces for sale: they lie on the shelf, and may be sold."""
    return [
        Transfer(on_hand(place.warehouse_id, place.sku_id), source, pieces),
        Transfer(sellable(place.sku_id), accepted(place.sku_id), pieces),
        fills(place, pieces),
    ]


def leaves_stock(place: Shelf, *, pieces: int, sink: AccountRef, pending: bool = False) -> list[Transfer]:
    """Pieces no longer for sale: refused if they are already sold or allocated."""
    return [
        Transfer(sink, on_hand(place.warehouse_id, place.sku_id), pieces, pending=pending),
        Transfer(accepted(place.sku_id), sellable(place.sku_id), pieces, pending=pending),
        empties(place, pieces, pending=pending),
    ]


def leaves_though_sold(place: Shelf, *, pieces: int) -> list[Transfer]:
    """Sold pieces that cannot be sent: the shelf has them no more, and somebody still waits for as many."""
    return [
        Transfer(
            withheld(place.warehouse_id, place.sku_id), on_hand(place.warehouse_id, place.sku_id), pieces
        ),
        empties(place, pieces),
    ]


def leaves_withheld(place: Shelf, *, pieces: int, sink: AccountRef) -> list[Transfer]:
    """As many pieces are unsold now: they leave the sale, and nobody waits for the withheld any more."""
    return [
        Transfer(sink, withheld(place.warehouse_id, place.sku_id), pieces),
        Transfer(accepted(place.sku_id), sellable(place.sku_id), pieces),
    ]


def comes_back(place: Shelf, *, pieces: int, source: AccountRef) -> list[Transfer]:
    """Pieces a customer sent back, fit for sale again: the sale is undone in both planes."""
    return [
        Transfer(on_hand(place.warehouse_id, place.sku_id), source, pieces),
        Transfer(sellable(place.sku_id), sold(place.sku_id), pieces),
        fills(place, pieces),
    ]


def comes_back_to_scrap(*, sku_id: UUID, pieces: int, source: AccountRef) -> list[Transfer]:
    """Pieces a customer sent back, not fit for sale: neither plane counts them any more."""
    return [
        Transfer(scrapped(sku_id), source, pieces),
        Transfer(accepted(sku_id), sold(sku_id), pieces),
    ]
