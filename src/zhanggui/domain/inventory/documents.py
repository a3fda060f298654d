"""Goods documents and the ledger: which transfers a document sets aside, and how its life goes on.

Everything a document moves is one entry of pending transfers, made when it is prepared; leaving its place
posts them, cancelling voids them. Its lines never change, so the same transfers follow from them at any time.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from zhanggui.domain.inventory import accounts
from zhanggui.domain.inventory.accounts import Shelf
from zhanggui.domain.inventory.models import StockDocument, StockDocumentLine
from zhanggui.domain.inventory.shelving import shelf_at
from zhanggui.domain.inventory.states import DOCUMENT, DocumentKind
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import Post, Transfer, Void

LETTERS = {
    DocumentKind.TRANSFER: "T",
    DocumentKind.SUPPLIER_RETURN: "G",
    DocumentKind.SCRAP: "X",
    DocumentKind.MOVE: "M",
}
"""The letter that a document's number begins with."""


def held_document(document_id: UUID) -> StockDocument:
    """The document, locked."""
    document = StockDocument.objects.locked().filter(pk=document_id).first()
    if document is None:
        raise NotFound
    return document


def lines_of(document: StockDocument) -> list[StockDocumentLine]:
    """Its lines in their order, with their shelves."""
    lines = document.lines.select_related("shelf__lot", "shelf__location", "sku", "to").order_by("position")
    return list(lines)


def step(document: StockDocument, verb: str, **when: datetime) -> None:
    """Let the document go on by ``verb``. Raises ``WrongState``."""
    document.state = DOCUMENT[DocumentKind(document.kind)].after(document.state, verb)
    for name, at in when.items():
        setattr(document, name, at)
    document.save(update_fields=["state", *when])


def transfers(document: StockDocument, lines: Sequence[StockDocumentLine]) -> list[Transfer]:
    """What the document sets aside, and moves when its goods leave their place."""
    return [transfer for line in lines for transfer in _transfers(document, line)]


def content(document: StockDocument) -> dict[str, object]:
    """What a review of the document is about: what leaves the house, piece by piece, and why."""
    lines = document.lines.order_by("position").values_list("sku__code", "shelf__lot__code", "quantity")
    return {
        "number": document.number,
        "kind": document.kind,
        "reason": document.reason,
        "lines": [{"sku": sku, "lot": lot or "", "pieces": pieces} for sku, lot, pieces in lines],
    }


def set_aside(document: StockDocument, lines: Sequence[StockDocumentLine], *, by: Actor) -> None:
    """Reserve the goods. Raises ``Insufficient`` for what is sold, allocated or set aside already."""
    _post(document, "prepared", document.prepared_at, by, transfers=transfers(document, lines))


def let_go(document: StockDocument, lines: Sequence[StockDocumentLine], *, by: Actor, at: datetime) -> None:
    """The goods leave their place."""
    posts = [Post(one) for one in _reserved(document, lines)]
    _post(document, "left", at, by, posts=posts)


def give_back(
    document: StockDocument, lines: Sequence[StockDocumentLine], *, by: Actor, at: datetime
) -> None:
    """What was set aside is free again."""
    voids = [Void(one) for one in _reserved(document, lines)]
    _post(document, "cancelled", at, by, voids=voids)


def _reserved(document: StockDocument, lines: Sequence[StockDocumentLine]) -> list[UUID]:
    count = len(transfers(document, lines))
    return [ledger.transfer_id(_key(document, "prepared"), index) for index in range(count)]


def _key(document: StockDocument, step_name: str) -> str:
    return f"inventory.document/{document.id}/{step_name}"


def _post(document: StockDocument, step_name: str, at: datetime, by: Actor, **moves: Any) -> None:
    entry = ledger.Entry(
        kind=f"inventory.{document.kind}_{step_name}",
        key=_key(document, step_name),
        at=at,
        subject=ledger.Subject.of(document),
        **moves,
    )
    ledger.post(entry, by=by)


def _transfers(document: StockDocument, line: StockDocumentLine) -> list[Transfer]:
    shelf, sku, pieces = line.shelf.shelf if line.shelf else None, line.sku_id, line.quantity
    match DocumentKind(document.kind):
        case DocumentKind.TRANSFER:
            assert shelf is not None
            here, under_way = accounts.on_hand(document.warehouse_id, sku), accounts.moving(document.id, sku)
            return [
                Transfer(under_way, here, pieces, pending=True),
                accounts.empties(shelf, pieces, pending=True),
            ]
        case DocumentKind.MOVE:
            assert shelf is not None
            assert line.shelf is not None
            assert line.to is not None
            there = shelf_at(line.to, line.shelf.lot).shelf
            return [Transfer(accounts.shelf(there), accounts.shelf(shelf), pieces, pending=True)]
        case DocumentKind.SUPPLIER_RETURN:
            assert document.supplier_id is not None
            return _out(document, shelf, sku, pieces, accounts.supplied(document.supplier_id, sku))
        case DocumentKind.SCRAP:
            return _out(document, shelf, sku, pieces, accounts.scrapped(sku))


def _out(
    document: StockDocument, shelf: Shelf | None, sku_id: UUID, pieces: int, sink: ledger.AccountRef
) -> list[Transfer]:
    """Out of the house: from the shelf and the sale, or from among the rejected."""
    if shelf is not None:
        return accounts.leaves_stock(shelf, pieces=pieces, sink=sink, pending=True)
    return [Transfer(sink, accounts.rejected(document.warehouse_id, sku_id), pieces, pending=True)]
