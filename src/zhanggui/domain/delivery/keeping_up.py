"""How much each warehouse sends a day, and whom we told that their order leaves too late."""

from typing import ClassVar

from django.db import models

from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.trail import governed
from zhanggui.schema.triggers import append_only


class DispatchDay(models.Model):
    """How many parcels left a warehouse on one calendar day in Shanghai. Counted at night, never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    warehouse = models.ForeignKey("inventory.Warehouse", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    parcels = models.PositiveIntegerField()

    class Meta:
        triggers: ClassVar = [governed(), append_only()]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["warehouse", "day"], name="delivery_dispatch_counted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.warehouse_id} {self.day} {self.parcels}"


class DelayTold(models.Model):
    """The customer of an order that has not left was told by when it comes instead. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.OneToOneField("sales.Order", on_delete=models.PROTECT, related_name="delay_told")
    promised_on = models.DateField()
    expected_on = models.DateField()
    told_at = models.DateTimeField()

    class Meta:
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.order_id} {self.expected_on}"
