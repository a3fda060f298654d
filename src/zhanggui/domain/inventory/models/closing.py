"""Months that are closed: what lay where, whose it was and what it was worth, for good."""

from typing import ClassVar

from django.db import models
from django.db.models import F

from zhanggui.domain.inventory.models.receipts import Warehouse
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.trail import governed
from zhanggui.schema.triggers import append_only


class MonthClose(models.Model):
    """The goods accounts of one month, closed. No goods document may be dated into it any more."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    month = models.DateField(unique=True, help_text="its first day")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(unique=True)
    closed_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField()

    class Meta:
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class CloseLine(models.Model):
    """One SKU of one owner in one warehouse in a closed month: pieces and their value by moving average."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    close = models.ForeignKey(MonthClose, on_delete=models.PROTECT, related_name="lines")
    sku = models.ForeignKey("catalog.Sku", on_delete=models.PROTECT, related_name="+")
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(
        "partners.Supplier", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    opening = models.BigIntegerField()
    came = models.BigIntegerField()
    went = models.BigIntegerField()
    closing = models.BigIntegerField()
    opening_fen = models.BigIntegerField()
    came_fen = models.BigIntegerField()
    went_fen = models.BigIntegerField()
    closing_fen = models.BigIntegerField()

    class Meta:
        triggers: ClassVar = [governed(), append_only()]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["close", "sku", "warehouse", "owner"],
                nulls_distinct=False,
                name="inventory_close_line_once",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    closing=F("opening") + F("came") - F("went"),
                    closing_fen=F("opening_fen") + F("came_fen") - F("went_fen"),
                ),
                name="inventory_close_line_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sku} {self.closing}"

    @property
    def whose_goods(self) -> object:
        """The supplier whose goods these are; nobody, where they are the house's."""
        return self.owner
