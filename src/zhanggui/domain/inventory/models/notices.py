"""What suppliers say will come: the expected receipts of the warehouse."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from zhanggui.domain.inventory.models.receipts import Receipt, Warehouse
from zhanggui.domain.inventory.states import NoticeState
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.trail import governed
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only


class DeliveryNotice(models.Model):
    """A delivery a supplier has announced: what comes, to which warehouse, and when (A-4.3)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=20, unique=True)
    supplier = models.ForeignKey("partners.Supplier", on_delete=models.PROTECT, related_name="notices")
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="notices")
    delivery_note = models.CharField(max_length=60)
    terms = models.CharField(max_length=12, choices=Receipt.Terms.choices, default=Receipt.Terms.BOUGHT)
    state = models.CharField(
        max_length=12, choices=[(s.value, s.value) for s in NoticeState], default=NoticeState.ANNOUNCED
    )
    arrives_from = models.DateTimeField()
    arrives_until = models.DateTimeField()
    announced_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    announced_at = models.DateTimeField()
    receipt = models.OneToOneField(
        Receipt, on_delete=models.PROTECT, related_name="notice", null=True, blank=True
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(max_length=200, blank=True)

    objects = LockingQuerySet["DeliveryNotice"].as_manager()

    class Meta:
        triggers: ClassVar = [governed()]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["supplier", "delivery_note"],
                condition=Q(cancelled_at=None),
                name="inventory_notice_once",
            ),
            models.CheckConstraint(
                condition=Q(arrives_until__gt=F("arrives_from")), name="inventory_notice_window"
            ),
            models.CheckConstraint(
                condition=Q(state="announced", receipt=None, cancelled_at=None)
                | Q(state="received", receipt__isnull=False, cancelled_at=None)
                | Q(state="cancelled", receipt=None, cancelled_at__isnull=False),
                name="inventory_notice_state",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["warehouse", "arrives_from"],
                condition=Q(state="announced"),
                name="inventory_notice_expected",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def pieces(self) -> int:
        """All pieces that are announced."""
        return sum(line.quantity for line in self.lines.all())

    def overdue(self, at: datetime) -> bool:
        """Whether it should have come by now and has not."""
        return self.state == NoticeState.ANNOUNCED and at > self.arrives_until


class NoticeLine(models.Model):
    """So many pieces of one lot that are announced. Never changed: another notice takes its place."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    notice = models.ForeignKey(DeliveryNotice, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    sku = models.ForeignKey("catalog.Sku", on_delete=models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField()
    unit_cost_fen = models.BigIntegerField(null=True, blank=True, help_text="what a piece costs the house")
    lot = models.CharField(max_length=60, blank=True)
    produced_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)

    class Meta:
        triggers: ClassVar = [governed(), append_only()]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["notice", "position"], name="inventory_notice_line_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="inventory_notice_quantity"),
        ]
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return f"{self.sku} × {self.quantity}"
