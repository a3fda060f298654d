"""How large and how heavy a piece is, as the warehouse measured it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.trail import governed
from zhanggui.schema.locking import LockingQuerySet


class Measures(models.Model):
    """One piece of a SKU, packed as it is sold: edges and weight. What was before, its history says."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    sku = models.OneToOneField("catalog.Sku", on_delete=models.PROTECT, related_name="measures")
    length_mm = models.PositiveIntegerField()
    width_mm = models.PositiveIntegerField()
    height_mm = models.PositiveIntegerField()
    weight_grams = models.PositiveIntegerField()
    measured_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    measured_at = models.DateTimeField()

    objects = LockingQuerySet["Measures"].as_manager()

    class Meta:
        triggers: ClassVar = [governed()]
        verbose_name_plural = "measures"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(length_mm__gt=0, width_mm__gt=0, height_mm__gt=0, weight_grams__gt=0),
                name="inventory_measures_above_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.length_mm} × {self.width_mm} × {self.height_mm} mm, {self.weight_grams} g"
