"""Warehouses, what came into them, and what inspectors found."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.trail import governed
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only


class Warehouse(models.Model):
    """A building with goods in it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=16, unique=True)
    name = models.CharField(max_length=60)
    province = models.CharField(max_length=40)
    city = models.CharField(max_length=60)
    street = models.CharField(max_length=200)
    operator = models.ForeignKey(
        "partners.Supplier",
        on_delete=models.PROTECT,
        related_name="own_warehouses",
        null=True,
        blank=True,
        help_text="the supplier who keeps its goods there and sends them itself (drop-shipping)",
    )
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Warehouse"].as_manager()

    class Meta:
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return self.name


class Receipt(models.Model):
    """One delivery of a supplier at a warehouse: the purchase record of FD-03. Never changed."""

    class Terms(models.TextChoices):
        BOUGHT = "bought"
        CONSIGNED = "consigned"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=20, unique=True)
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="receipts")
    supplier = models.ForeignKey("partners.Supplier", on_delete=models.PROTECT, related_name="receipts")
    supplier_name = models.CharField(max_length=120)
    supplier_address = models.CharField(max_length=200, blank=True)
    supplier_contact = models.CharField(max_length=120, blank=True)
    delivery_note = models.CharField(max_length=60)
    purchased_on = models.DateField()
    terms = models.CharField(
        max_length=12,
        choices=Terms.choices,
        default=Terms.BOUGHT,
        help_text="consigned goods stay the supplier's until they are sold",
    )
    received_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()

    objects = LockingQuerySet["Receipt"].as_manager()

    class Meta:
        triggers: ClassVar = [governed(), append_only()]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["supplier", "delivery_note"], name="inventory_delivery_note_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["warehouse", "-received_at"], name="inventory_receipt_at"),
        ]

    def __str__(self) -> str:
        return self.number


class ReceiptLine(models.Model):
    """So many pieces of one lot of one SKU, as they came off the lorry. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    sku = models.ForeignKey("catalog.Sku", on_delete=models.PROTECT, related_name="receipt_lines")
    name = models.CharField(max_length=250)
    specification = models.CharField(max_length=200, blank=True)
    quantity = models.PositiveIntegerField()
    unit_cost_fen = models.BigIntegerField(null=True, blank=True, help_text="what a piece was bought for")
    lot = models.CharField(max_length=60, blank=True)
    produced_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    keep_until = models.DateField(help_text="the record may not be destroyed before (FD-03)")

    objects = LockingQuerySet["ReceiptLine"].as_manager()

    class Meta:
        triggers: ClassVar = [governed(), append_only()]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["receipt", "position"], name="inventory_receipt_line_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="inventory_receipt_quantity"),
            models.CheckConstraint(
                condition=Q(unit_cost_fen=None) | Q(unit_cost_fen__gte=0), name="inventory_receipt_cost"
            ),
            models.CheckConstraint(
                condition=~Q(lot="") | Q(produced_on__isnull=False), name="inventory_lot_or_production_date"
            ),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True)
                | Q(produced_on__isnull=True)
                | Q(expires_on__gt=F("produced_on")),
                name="inventory_expires_after_production",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["lot"], name="inventory_receipt_lot")]

    def __str__(self) -> str:
        return f"{self.name} × {self.quantity}"


class Inspection(models.Model):
    """What an inspector found on one receipt line. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    line = models.OneToOneField(ReceiptLine, on_delete=models.PROTECT, related_name="inspection")
    sampled = models.PositiveIntegerField(
        null=True, blank=True, help_text="pieces looked at; empty when all of them were"
    )
    passed = models.PositiveIntegerField()
    held = models.PositiveIntegerField()
    rejected = models.PositiveIntegerField()
    defects = models.JSONField(default=list, help_text='[{"code": …, "pieces": …, "note": …}]')
    note = models.TextField(blank=True)
    report = models.UUIDField(null=True, blank=True, help_text="the document (test report)")
    inspector = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    inspected_at = models.DateTimeField()

    class Meta:
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.line_id}: {self.passed}/{self.held}/{self.rejected}"
