"""The books of the stand-in. It is another office: nothing of the house reads them."""

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
