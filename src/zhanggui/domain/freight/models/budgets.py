"""What freight may cost in a month, by carrier and lane; and when it came near that."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from zhanggui.domain.freight.states import BudgetState
from zhanggui.kernel.ids import new_id
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only, frozen_once, governed


class Budget(models.Model):
    """An amount for a month: of one carrier or all, from one warehouse or all, to one province or all."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    month = models.DateField(help_text="its first day")
    carrier = models.ForeignKey(
        "partners.Carrier", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    warehouse = models.ForeignKey(
        "inventory.Warehouse", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    province = models.CharField(max_length=40, blank=True)
    amount_fen = models.BigIntegerField()
    assumptions = models.CharField(max_length=400, help_text="what it was reckoned from")
    state = models.CharField(
        max_length=12, choices=[(s.value, s.value) for s in BudgetState], default=BudgetState.PROPOSED
    )
    digest = models.CharField(max_length=64)
    proposed_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Budget"].as_manager()

    class Meta:
        verbose_name = "freight budget"
        verbose_name_plural = "freight budgets"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="freight_budget_amount"),
            models.UniqueConstraint(
                fields=["month", "carrier", "warehouse", "province"],
                condition=Q(state=BudgetState.IN_FORCE.value),
                nulls_distinct=False,
                name="freight_one_budget",
            ),
        ]
        triggers: ClassVar = [
            governed(),
            frozen_once("frozen", pgtrigger.Q(old__id__isnull=False), except_columns=["state", "decided_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.carrier or '*'} {self.warehouse or '*'} → {self.province or '*'}"


class BudgetAlarm(models.Model):
    """A budget was used up to a share that somebody must know of, and the case that was opened for it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="alarms")
    percent = models.PositiveSmallIntegerField()
    spent_fen = models.BigIntegerField()
    raised_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["budget", "percent"], name="freight_alarm_once"),
        ]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.budget} {self.percent}%"
