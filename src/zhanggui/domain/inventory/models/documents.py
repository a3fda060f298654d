"""Goods documents: transfers, returns to suppliers, scrap, moves between locations."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from zhanggui.domain.inventory.models.receipts import Warehouse
from zhanggui.domain.inventory.models.shelves import Location, ShelfLot
from zhanggui.domain.inventory.states import DocumentKind, DocumentState
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.trail import governed
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only


class StockDocument(models.Model):
    """A numbered paper by which goods move without being bought or sold. Its lines never change."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=16, choices=[(k.value, k.value) for k in DocumentKind])
    state = models.CharField(
        max_length=12, choices=[(s.value, s.value) for s in DocumentState], default=DocumentState.PREPARED
    )
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="documents")
    destination = models.ForeignKey(
        Warehouse, on_delete=models.PROTECT, related_name="documents_coming", null=True, blank=True
    )
    supplier = models.ForeignKey(
        "partners.Supplier", on_delete=models.PROTECT, related_name="stock_documents", null=True, blank=True
    )
    reason = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, blank=True, help_text="of what is approved")
    prepared_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True, help_text="when the goods left their place")
    arrived_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["StockDocument"].as_manager()

    class Meta:
        triggers: ClassVar = [governed()]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="transfer", destination__isnull=False) & ~Q(destination=F("warehouse"))
                | ~Q(kind="transfer") & Q(destination=None),
                name="inventory_transfer_has_its_destination",
            ),
            models.CheckConstraint(
                condition=Q(kind="supplier_return", supplier__isnull=False)
                | ~Q(kind="supplier_return") & Q(supplier=None),
                name="inventory_return_has_its_supplier",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["warehouse", "-prepared_at"], name="inventory_document_at"),
            models.Index(fields=["kind", "-prepared_at"], name="inventory_document_kind"),
        ]

    def __str__(self) -> str:
        return self.number


class StockDocumentLine(models.Model):
    """So many pieces, from a shelf or from among the rejected; ``to`` for a move within the house."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(StockDocument, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    sku = models.ForeignKey("catalog.Sku", on_delete=models.PROTECT, related_name="+")
    shelf = models.ForeignKey(
        ShelfLot,
        on_delete=models.PROTECT,
        related_name="document_lines",
        null=True,
        blank=True,
        help_text="empty for pieces that the inspection had rejected",
    )
    to = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    quantity = models.PositiveIntegerField()

    class Meta:
        triggers: ClassVar = [governed(), append_only()]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "position"], name="inventory_document_line_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="inventory_document_quantity"),
        ]
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return f"{self.sku} × {self.quantity}"


class ArrivedLine(models.Model):
    """How many pieces of a transfer's line arrived. Never changed; what misses is a count difference."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    line = models.OneToOneField(StockDocumentLine, on_delete=models.PROTECT, related_name="arrived")
    quantity = models.PositiveIntegerField()

    class Meta:
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.line_id}: {self.quantity}"


class Attachment(models.Model):
    """A paper that belongs to a goods document, a receipt or a count: ``paper`` is the filed document."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject_id = models.UUIDField(db_index=True, help_text="the receipt, count or goods document")
    paper = models.ForeignKey("documents.Document", on_delete=models.PROTECT, related_name="+")
    attached_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    attached_at = models.DateTimeField()

    class Meta:
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return str(self.paper)
