"""Where each control stood on each day."""

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from zhanggui.kernel.ids import new_id
from zhanggui.schema.triggers import append_only, governed


class Snapshot(models.Model):
    """One control on one day of Shanghai. Written once, by the daily job."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    taken_on = models.DateField()
    taken_at = models.DateTimeField()
    control = models.CharField(max_length=120)
    status = models.CharField(max_length=12)
    figures = models.JSONField(encoder=DjangoJSONEncoder)
    threshold = models.TextField(blank=True)
    records = models.BigIntegerField()
    error = models.TextField(blank=True)
    elapsed_ms = models.IntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["control", "taken_on"], name="controls_snapshot_once_a_day")
        ]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.control} {self.taken_on} {self.status}"
