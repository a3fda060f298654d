"""How closely goods are looked at: plans of inspection, spot checks of what is on sale, recalls."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from zhanggui.domain.inventory.models.shelves import Lot, ShelfLot
from zhanggui.domain.inventory.rules import Plan
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.trail import governed
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only


class InspectionPlan(models.Model):
    """What an inspector looks at in goods of a category and those below it, from its start until its end."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    category = models.ForeignKey(
        "catalog.Category", on_delete=models.PROTECT, related_name="inspection_plans"
    )
    sample_percent = models.PositiveSmallIntegerField(help_text="of the pieces of a lot")
    sample_least = models.PositiveIntegerField(help_text="pieces, however small the lot")
    defects_most = models.PositiveIntegerField(
        help_text="in the sample; with more, nothing of the lot passes"
    )
    checks = ArrayField(models.CharField(max_length=60), help_text="what is looked at on each piece")
    made_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["InspectionPlan"].as_manager()

    class Meta:
        triggers: ClassVar = [governed()]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["category"], condition=Q(ended_at=None), name="inventory_one_plan_a_category"
            ),
            models.CheckConstraint(
                condition=Q(sample_percent__gte=1, sample_percent__lte=100), name="inventory_plan_percent"
            ),
        ]

    def __str__(self) -> str:
        return str(self.category)

    @property
    def rule(self) -> Plan:
        """As the rules of inspection know it."""
        return Plan(self.sample_percent, self.sample_least, self.defects_most)


class SpotCheck(models.Model):
    """Pieces of a lot on sale, taken from the shelf to be tested; judged once (A-5)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=20, unique=True)
    shelf = models.ForeignKey(ShelfLot, on_delete=models.PROTECT, related_name="spot_checks")
    sku = models.ForeignKey("catalog.Sku", on_delete=models.PROTECT, related_name="spot_checks")
    pieces = models.PositiveIntegerField()
    reason = models.CharField(max_length=200)
    taken_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    result = models.CharField(max_length=8, blank=True, choices=[("passed", "passed"), ("failed", "failed")])
    found = models.TextField(blank=True)
    judged_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    judged_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["SpotCheck"].as_manager()

    class Meta:
        triggers: ClassVar = [governed()]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(pieces__gt=0), name="inventory_spot_check_pieces"),
            models.CheckConstraint(
                condition=Q(result="", judged_at=None, judged_by=None)
                | ~Q(result="") & Q(judged_at__isnull=False, judged_by__isnull=False),
                name="inventory_spot_check_judged",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["-taken_at"], name="inventory_spot_check_at")]

    def __str__(self) -> str:
        return self.number


class Recall(models.Model):
    """A lot that was called back, by whom and why. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=20, unique=True)
    lot = models.OneToOneField(Lot, on_delete=models.PROTECT, related_name="recall")
    reason = models.CharField(max_length=200)
    recalled_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    recalled_at = models.DateTimeField()

    class Meta:
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return self.number
