"""A part of an order that its supplier sends itself."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.trail import governed
from zhanggui.schema.locking import LockingQuerySet


class DropOrder(models.Model):
    """What a supplier answered when asked to send a part of an order; when it was asked why it did not."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    allocation = models.OneToOneField("delivery.Allocation", on_delete=models.PROTECT, related_name="drop")
    answered_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True, db_index=False
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    decline_reason = models.CharField(max_length=200, blank=True)
    late_asked_at = models.DateTimeField(
        null=True, blank=True, help_text="a case was opened about its lateness"
    )

    objects = LockingQuerySet["DropOrder"].as_manager()

    class Meta:
        triggers: ClassVar = [governed()]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answered_by=None, accepted_at=None, declined_at=None)
                | Q(answered_by__isnull=False, accepted_at__isnull=False)
                | Q(answered_by__isnull=False, declined_at__isnull=False) & ~Q(decline_reason=""),
                name="packing_drop_answered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return str(self.allocation_id)
