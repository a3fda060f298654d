"""Pieces that an order was to get and that are not there: it waits for others, or gets their money back."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from zhanggui.domain.delivery.states import ShortWay, ShortWhy
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.trail import governed
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import frozen_once


class Shortage(models.Model):
    """Pieces of one order line for which nothing else was free when they were found missing or unfit.

    The rest of the order goes on. ``way`` is how it ended; empty while its customer waits.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey("sales.Order", on_delete=models.PROTECT, related_name="shortages")
    order_line = models.ForeignKey("sales.OrderLine", on_delete=models.PROTECT, related_name="shortages")
    warehouse = models.ForeignKey(
        "inventory.Warehouse", on_delete=models.PROTECT, related_name="+", help_text="where it was found"
    )
    pieces = models.PositiveIntegerField()
    why = models.CharField(
        "cause of the shortage", max_length=10, choices=[(w.value, w.value) for w in ShortWhy]
    )
    opened_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    opened_at = models.DateTimeField()
    told_at = models.DateTimeField("customer told at", null=True, blank=True)
    way = models.CharField(
        "way out", max_length=12, choices=[(w.value, w.value) for w in ShortWay], blank=True
    )
    refund_fen = models.PositiveBigIntegerField(default=0)
    settled_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", db_index=False, null=True, blank=True
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Shortage"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(pieces__gt=0), name="delivery_short_pieces"),
            models.CheckConstraint(
                condition=Q(settled_at=None, way="", settled_by=None)
                | Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(way=""),
                name="delivery_shortage_ends_in_some_way",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["opened_at"], condition=Q(settled_at=None), name="delivery_open_shortages"),
            models.Index(fields=["-opened_at"], name="delivery_shortages_in_time"),
        ]
        triggers: ClassVar = [governed(), frozen_once("settled", pgtrigger.Q(old__settled_at__isnull=False))]

    def __str__(self) -> str:
        return f"{self.order.number} × {self.pieces}"
