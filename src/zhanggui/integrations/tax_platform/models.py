"""The books of the stand-in. It is another office: nothing of the house reads them."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from zhanggui.kernel.ids import new_id
from zhanggui.schema.locking import LockingQuerySet


class StandInInvoice(models.Model):
    """An invoice as the stand-in keeps it, by the serial it was asked for with."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    serial = models.CharField(max_length=64, unique=True)
    number = models.CharField(max_length=20, unique=True)
    digest = models.CharField(max_length=64)
    total_fen = models.BigIntegerField()
    special = models.BooleanField(default=False)
    used_at = models.DateTimeField(null=True, help_text="when the buyer said what it uses it for")
    red_of = models.ForeignKey("self", on_delete=models.PROTECT, related_name="reds", null=True)
    original = models.TextField()
    issued_at = models.DateTimeField()

    objects = LockingQuerySet["StandInInvoice"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(red_of=None, total_fen__gt=0)
                | models.Q(red_of__isnull=False, total_fen__lt=0),
                name="tax_platform_colour",
            )
        ]

    def __str__(self) -> str:
        return self.number


class StandInConfirmation(models.Model):
    """The confirmation of one red letter (红字信息确认单): it waits three days for the buyer."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=24, unique=True)
    serial = models.CharField(max_length=64, db_index=True, help_text="of the red letter")
    blue = models.ForeignKey(StandInInvoice, on_delete=models.PROTECT, related_name="confirmations")
    total_fen = models.BigIntegerField()
    reason = models.CharField(max_length=16)
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)

    objects = LockingQuerySet["StandInConfirmation"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(confirmed_at=None) | models.Q(declined_at=None),
                name="tax_platform_one_answer",
            )
        ]

    def __str__(self) -> str:
        return self.number

    def stands(self, at: datetime) -> str:
        """How it stands: an answer that was given stays, and without one it lapses."""
        if self.confirmed_at is not None:
            return "confirmed"
        if self.declined_at is not None:
            return "declined"
        return "lapsed" if self.until <= at else "awaited"
