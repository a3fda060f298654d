"""Preparing a goods document: its lines are written, its goods set aside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.inventory import documents
from zhanggui.domain.inventory.capabilities import PREPARE_DOCUMENT
from zhanggui.domain.inventory.closing import refuse_closed
from zhanggui.domain.inventory.facts import DocumentPrepared
from zhanggui.domain.inventory.models import Location, ShelfLot, StockDocument, StockDocumentLine
from zhanggui.domain.inventory.numbers import next_number
from zhanggui.domain.inventory.reach import articles_of, standing_warehouse, supplier_file
from zhanggui.domain.inventory.refusals import DocumentEmpty, ReasonMissing, WrongPlace
from zhanggui.domain.inventory.states import REVIEWED, DocumentKind
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import approvals, trail


@dataclass(frozen=True, slots=True)
class LineWish:
    """So many pieces from a shelf; without a shelf, from among the rejected. ``to_id``: where a move ends."""

    sku_id: UUID
    quantity: int
    shelf_id: UUID | None = None
    to_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentWish:
    """What is to move, from where, and why."""

    kind: DocumentKind
    warehouse_id: UUID
    lines: Sequence[LineWish]
    reason: str
    destination_id: UUID | None = None
    supplier_id: UUID | None = None


@transaction.atomic
def prepare_document(*, wish: DocumentWish, by: Actor, at: datetime) -> StockDocument:
    """Write the document and set its goods aside; scrap and returns to suppliers go to review.

    Raises ``DocumentEmpty``, ``WrongPlace``, ``PeriodClosed``, and ``Insufficient`` for what is not free.
    """
    by.require(PREPARE_DOCUMENT)
    standing_warehouse(wish.warehouse_id)
    if wish.destination_id:
        standing_warehouse(wish.destination_id)
    if wish.supplier_id:
        supplier_file(wish.supplier_id)
    if not wish.reason.strip():
        raise ReasonMissing
    refuse_closed(at)
    _refuse(wish)

    document = _write(wish, by, at)
    lines = documents.lines_of(document)
    documents.set_aside(document, lines, by=by)
    if document.kind in REVIEWED:
        policy = approvals.policy_of("inventory.document")
        document.digest = approvals.digest_of(documents.content(document))
        document.save(update_fields=["digest"])
        approvals.submit(policy, document, by=by, at=at, note=wish.reason)
    pieces = sum(line.quantity for line in lines)
    fact = DocumentPrepared(number=document.number, kind=document.kind, pieces=pieces)
    trail.record(fact, on=document, by=by, at=at, reason=wish.reason)
    return document


def _refuse(wish: DocumentWish) -> None:
    if not wish.lines or min(line.quantity for line in wish.lines) < 1:
        raise DocumentEmpty
    articles = articles_of([line.sku_id for line in wish.lines])
    shelves = ShelfLot.objects.select_related("lot").in_bulk(
        [line.shelf_id for line in wish.lines if line.shelf_id]
    )
    ends = Location.objects.in_bulk([line.to_id for line in wish.lines if line.to_id])
    for position, line in enumerate(wish.lines, 1):
        article = articles.get(line.sku_id)
        if article is None or not _may_move(wish, line, shelves, ends):
            raise WrongPlace(position=position)
        if wish.kind == DocumentKind.SUPPLIER_RETURN and article.supplier_id != wish.supplier_id:
            raise WrongPlace(position=position)


def _may_move(
    wish: DocumentWish, line: LineWish, shelves: Mapping[UUID, ShelfLot], ends: Mapping[UUID, Location]
) -> bool:
    """Whether the line's goods lie in this warehouse, and may go where the document takes them."""
    within = wish.kind in (DocumentKind.TRANSFER, DocumentKind.MOVE)
    if line.shelf_id is None:
        return not within
    shelf, end = shelves.get(line.shelf_id), ends.get(line.to_id) if line.to_id else None
    if shelf is None or (shelf.warehouse_id, shelf.sku_id) != (wish.warehouse_id, line.sku_id):
        return False
    if wish.kind == DocumentKind.MOVE:
        return end is not None and end.warehouse_id == wish.warehouse_id and end.id != shelf.location_id
    return end is None


def _write(wish: DocumentWish, by: Actor, at: datetime) -> StockDocument:
    document = StockDocument.objects.create(
        number=next_number(documents.LETTERS[wish.kind], at),
        kind=wish.kind,
        warehouse_id=wish.warehouse_id,
        destination_id=wish.destination_id,
        supplier_id=wish.supplier_id,
        reason=wish.reason,
        prepared_by_id=by.account_id,
        prepared_at=at,
    )
    StockDocumentLine.objects.bulk_create(
        StockDocumentLine(
            document=document,
            position=position,
            sku_id=line.sku_id,
            shelf_id=line.shelf_id,
            to_id=line.to_id,
            quantity=line.quantity,
        )
        for position, line in enumerate(wish.lines, 1)
    )
    return document
