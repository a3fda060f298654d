"""Goods documents on paper and as sheets: receipts, counts, transfers and the like, all in one shape."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from zhanggui.domain.inventory.capabilities import SEE_STOCK
from zhanggui.domain.inventory.models import (
    ArrivedLine,
    Attachment,
    Receipt,
    StockCorrection,
    StockCount,
    StockDocument,
)
from zhanggui.identity.actor import Actor


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line on paper."""

    code: str
    name: str
    location: str
    lot: str
    pieces: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A goods document as it is printed. ``kind`` is the code of its name."""

    number: str
    kind: str
    warehouse: str
    other_side: str
    reason: str
    at: datetime
    person: str
    lines: Sequence[PrintedLine] = field(default_factory=tuple)

    @property
    def pieces(self) -> int:
        """All pieces on it."""
        return sum(line.pieces for line in self.lines)


def printed(kind: str, pk: UUID, *, by: Actor) -> Printed | None:
    """A document of this kind as it is printed; None for an unknown one."""
    by.require(SEE_STOCK)
    made = {
        "receipt": _receipt,
        "stockcount": _count,
        "stockcorrection": _correction,
        "stockdocument": _document,
    }.get(kind)
    return made(pk) if made else None


def papers_of(subject_id: UUID, *, by: Actor) -> QuerySet[Attachment]:
    """What is attached to a receipt, a count or a goods document, oldest first."""
    by.require(SEE_STOCK)
    found = Attachment.objects.filter(subject_id=subject_id).select_related("paper", "attached_by__person")
    return found.order_by("attached_at")


def arrived_lines(document_id: UUID) -> QuerySet[ArrivedLine]:
    """What arrived of a transfer, line by line."""
    found = ArrivedLine.objects.filter(line__document_id=document_id)
    return found.select_related("line__sku").order_by("line__position")


def _receipt(pk: UUID) -> Printed | None:
    found = Receipt.objects.select_related("warehouse", "received_by__person").filter(pk=pk).first()
    if found is None:
        return None
    return Printed(
        number=found.number,
        kind="receipt",
        warehouse=str(found.warehouse),
        other_side=found.supplier_name,
        reason=found.delivery_note,
        at=found.received_at,
        person=str(found.received_by),
        lines=[
            PrintedLine(line.sku.code, line.name, "", line.lot, line.quantity)
            for line in found.lines.select_related("sku").order_by("position")
        ],
    )


def _count(pk: UUID) -> Printed | None:
    found = StockCount.objects.select_related("warehouse", "counted_by__person").filter(pk=pk).first()
    if found is None:
        return None
    return Printed(
        number=found.number,
        kind="count",
        warehouse=str(found.warehouse),
        other_side="",
        reason="",
        at=found.counted_at,
        person=str(found.counted_by),
        lines=[
            PrintedLine(line.sku.code, line.sku.name, "", "", line.counted, f"{line.difference:+d}")
            for line in found.lines.select_related("sku").order_by("sku__code")
        ],
    )


def _correction(pk: UUID) -> Printed | None:
    corrections = StockCorrection.objects.select_related("count__warehouse", "proposed_by__person")
    found = corrections.filter(pk=pk).first()
    if found is None:
        return None
    lines = found.count.lines.select_related("sku").order_by("sku__code")
    return Printed(
        number=found.count.number,
        kind="correction",
        warehouse=str(found.count.warehouse),
        other_side="",
        reason=found.reason,
        at=found.proposed_at,
        person=str(found.proposed_by),
        lines=[
            PrintedLine(
                line.sku.code, line.sku.name, "", "", line.difference, f"{line.booked} → {line.counted}"
            )
            for line in lines
            if line.difference
        ],
    )


def _document(pk: UUID) -> Printed | None:
    documents = StockDocument.objects.select_related(
        "warehouse", "destination", "supplier__organisation", "prepared_by__person"
    )
    found = documents.filter(pk=pk).first()
    if found is None:
        return None
    return Printed(
        number=found.number,
        kind=found.kind,
        warehouse=str(found.warehouse),
        other_side=str(found.destination or found.supplier or ""),
        reason=found.reason,
        at=found.prepared_at,
        person=str(found.prepared_by),
        lines=[
            PrintedLine(
                line.sku.code,
                line.sku.name,
                line.shelf.location.code if line.shelf else "",
                str(line.shelf.lot) if line.shelf else "",
                line.quantity,
                f"→ {line.to}" if line.to else "",
            )
            for line in found.lines.select_related("sku", "shelf__location", "shelf__lot", "to")
        ],
    )
