"""Metrics: what the house watches about itself, and one reading of each a day."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from zhanggui.domain.improvement.states import Better, MetricArea, Unit, choices_of
from zhanggui.kernel.ids import new_id
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only, governed


class Metric(models.Model):
    """One line of the catalogue (B-10.1.1): what it means, where it comes from, who answers for it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=80)
    definition = models.TextField()
    area = models.CharField(max_length=16, choices=choices_of(MetricArea))
    source = models.CharField(max_length=80, help_text="a control, or what counts a day")
    figure = models.CharField(max_length=80, blank=True, help_text="which figure of the control")
    unit = models.CharField(max_length=8, choices=choices_of(Unit))
    better = models.CharField(max_length=20, choices=choices_of(Better))
    refresh_days = models.PositiveSmallIntegerField(default=1)
    owner = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    lower_limit = models.FloatField(null=True, blank=True)
    upper_limit = models.FloatField(null=True, blank=True)
    defined_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    defined_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Metric"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "figure"], name="improvement_measured_once"),
            models.CheckConstraint(
                condition=Q(lower_limit=None) | Q(upper_limit=None) | Q(lower_limit__lte=F("upper_limit")),
                name="improvement_limits_in_order",
            ),
            models.CheckConstraint(condition=Q(refresh_days__gte=1), name="improvement_refreshed_some_day"),
        ]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return self.title


class Reading(models.Model):
    """What was counted on one day: ``amount`` over ``out_of``. Written once; nothing counted is 0 over 0.

    Metrics that rest on a control have no rows here: their readings are its daily standings.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    metric = models.ForeignKey(Metric, on_delete=models.PROTECT, related_name="readings")
    day = models.DateField()
    amount = models.BigIntegerField()
    out_of = models.BigIntegerField()
    taken_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["metric", "day"], name="improvement_read_once_a_day"),
            models.CheckConstraint(condition=Q(out_of__gte=0), name="improvement_read_out_of_something"),
        ]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.day} {self.amount}/{self.out_of}"
