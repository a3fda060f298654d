"""How carriers kept what they agreed to, month by month."""

from typing import ClassVar

from django.db import models

from zhanggui.kernel.ids import new_id
from zhanggui.schema.triggers import append_only, governed


class Scorecard(models.Model):
    """A carrier's month: figures counted from what was recorded, each against its agreed level (B-7.2.2)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    carrier = models.ForeignKey("partners.Carrier", on_delete=models.PROTECT, related_name="scorecards")
    month = models.DateField(help_text="its first day")
    tariff = models.ForeignKey("freight.Tariff", on_delete=models.PROTECT, related_name="+")
    figures = models.JSONField(help_text="what was counted")
    scores = models.JSONField(help_text="each figure: permille, level, points, kept")
    points = models.PositiveSmallIntegerField(help_text="out of a hundred")
    below = models.JSONField(default=list, help_text="which levels were not kept")
    evaluated_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    evaluated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["carrier", "month"], name="freight_scorecard_once"),
        ]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.carrier} {self.month:%Y-%m}"
