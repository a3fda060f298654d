"""What was counted, and the corrections that follow."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from zhanggui.domain.inventory.models.receipts import Warehouse
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.trail import governed
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only


class StockCount(models.Model):
    """What was counted in a warehouse at a moment, beside what the books said. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=20, unique=True)
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="counts")
    counted_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    counted_at = models.DateTimeField()

    class Meta:
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return self.number


class StockCountLine(models.Model):
    """One SKU of a count. ``difference`` above zero: more was there than the books said."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    count = models.ForeignKey(StockCount, on_delete=models.PROTECT, related_name="lines")
    sku = models.ForeignKey("catalog.Sku", on_delete=models.PROTECT, related_name="+")
    booked = models.PositiveIntegerField()
    counted = models.PositiveIntegerField()

    class Meta:
        triggers: ClassVar = [governed(), append_only()]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["count", "sku"], name="inventory_count_sku_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sku_id}: {self.counted} / {self.booked}"

    @property
    def difference(self) -> int:
        """What was counted less what was booked."""
        return self.counted - self.booked


class StockCorrection(models.Model):
    """The wish to book the differences of a count: a version that other people review (approvals)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    count = models.ForeignKey(StockCount, on_delete=models.PROTECT, related_name="corrections")
    reason = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    proposed_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    posted_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True, help_text="rejected, withdrawn or out of time")

    objects = LockingQuerySet["StockCorrection"].as_manager()

    class Meta:
        triggers: ClassVar = [governed()]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["count"], condition=Q(dropped_at=None), name="inventory_one_standing_correction"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.count}"
