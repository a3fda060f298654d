"""Pieces set aside until somebody decides about their quality."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from zhanggui.domain.inventory.models.receipts import Inspection, Warehouse
from zhanggui.domain.inventory.models.shelves import ShelfLot
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.trail import governed
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only


class Hold(models.Model):
    """Pieces set aside until somebody decides about their quality. Over when all of them are decided."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=20, unique=True)
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="holds")
    sku = models.ForeignKey("catalog.Sku", on_delete=models.PROTECT, related_name="+")
    inspection = models.OneToOneField(
        Inspection, on_delete=models.PROTECT, related_name="hold", null=True, blank=True
    )
    shelf = models.ForeignKey(
        ShelfLot,
        on_delete=models.PROTECT,
        related_name="holds",
        null=True,
        blank=True,
        help_text="where the pieces were taken from; those of an inspection have not been on a shelf yet",
    )
    quantity = models.PositiveIntegerField()
    undecided = models.PositiveIntegerField()
    reason = models.CharField(max_length=200)
    held_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    held_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Hold"].as_manager()

    class Meta:
        triggers: ClassVar = [governed()]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0, undecided__lte=F("quantity")), name="inventory_hold_quantity"
            ),
            models.CheckConstraint(
                condition=Q(undecided=0, ended_at__isnull=False) | Q(undecided__gt=0, ended_at__isnull=True),
                name="inventory_hold_ends_when_decided",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class HoldDecision(models.Model):
    """So many held pieces released or scrapped, by somebody, for a reason. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    hold = models.ForeignKey(Hold, on_delete=models.PROTECT, related_name="decisions")
    verdict = models.CharField(max_length=8, choices=[("release", "release"), ("scrap", "scrap")])
    quantity = models.PositiveIntegerField()
    reason = models.CharField(max_length=200)
    decided_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.verdict} {self.quantity}"


class Withheld(models.Model):
    """Pieces that are not there or not fit to be sent, though everything left of their SKU was sold.

    ``left`` of them are still claimed by orders; as soon as as many are unsold, they become a hold.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    shelf = models.ForeignKey(ShelfLot, on_delete=models.PROTECT, related_name="withheld")
    sku = models.ForeignKey("catalog.Sku", on_delete=models.PROTECT, related_name="+", db_index=False)
    pieces = models.PositiveIntegerField()
    left = models.PositiveIntegerField()
    reason = models.CharField(max_length=200)
    found_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    found_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Withheld"].as_manager()

    class Meta:
        triggers: ClassVar = [governed()]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(pieces__gt=0, left__lte=F("pieces")), name="inventory_withheld_pieces"
            ),
            models.CheckConstraint(
                condition=Q(left=0, ended_at__isnull=False) | Q(left__gt=0, ended_at=None),
                name="inventory_withheld_ends",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["sku", "found_at"], condition=Q(ended_at=None), name="inventory_withheld_now"
            )
        ]

    def __str__(self) -> str:
        return f"{self.shelf_id} × {self.left}"
