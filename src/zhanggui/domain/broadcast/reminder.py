"""Reminders of programmes."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import trail
from zhanggui.schema.locking import LockingQuerySet


class Reminder(models.Model):
    """A customer wants to be told before a programme begins."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slot = models.ForeignKey("broadcast.Slot", on_delete=models.PROTECT, related_name="reminders")
    account = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True, blank=True, help_text="when they thought better of it")
    told_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Reminder"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["slot", "account"], name="broadcast_reminded_once")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["slot"],
                condition=Q(told_at=None, dropped_at=None),
                name="broadcast_reminders_to_send",
            )
        ]
        triggers: ClassVar = [trail.governed()]

    def __str__(self) -> str:
        return f"{self.slot_id} {self.asked_at:%Y-%m-%d %H:%M}"
