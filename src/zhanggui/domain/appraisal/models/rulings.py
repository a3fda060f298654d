"""What was ruled about a violation, which measures were taken, and whom it harmed."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from zhanggui.domain.appraisal.models.assessments import choices_of
from zhanggui.domain.appraisal.models.violations import Violation
from zhanggui.domain.appraisal.states import MeasureKind, Told, Verdict
from zhanggui.kernel.ids import new_id
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only, governed


class Ruling(models.Model):
    """What somebody proposes to find and to do: the rule, the reasons, the measures; one frozen version."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    violation = models.ForeignKey(Violation, on_delete=models.PROTECT, related_name="rulings")
    number = models.PositiveSmallIntegerField()
    verdict = models.CharField(max_length=12, choices=choices_of(Verdict))
    basis = models.CharField(max_length=200, help_text="the rule, or the article of the agreement")
    reasons = models.TextField()
    measures = ArrayField(models.CharField(max_length=24, choices=choices_of(MeasureKind)), default=list)
    penalty_fen = models.PositiveBigIntegerField(default=0)
    from_deposit = models.BooleanField(
        default=False, help_text="exempt: how the penalty is taken, part of what is approved"
    )
    authority = models.CharField(max_length=120, blank=True, help_text="who is told, where somebody is")
    affected_since = models.DateField(
        null=True, blank=True, help_text="orders placed since this day are affected; empty: none"
    )
    digest = models.CharField(max_length=64)
    proposed_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()

    objects = LockingQuerySet["Ruling"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["violation", "number"], name="appraisal_ruling_number_once"),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.NOT_PROVEN, measures=[], affected_since=None)
                | (Q(verdict=Verdict.PROVEN) & ~Q(measures=[])),
                name="appraisal_only_proven_has_measures",
            ),
            models.CheckConstraint(
                condition=Q(measures__contains=[MeasureKind.PENALTY.value], penalty_fen__gt=0)
                | (~Q(measures__contains=[MeasureKind.PENALTY.value]) & Q(penalty_fen=0)),
                name="appraisal_penalty_has_a_sum",
            ),
            models.CheckConstraint(
                condition=~Q(measures__contains=[MeasureKind.REFERRAL.value]) | ~Q(authority=""),
                name="appraisal_referral_names_whom",
            ),
        ]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.violation} v{self.number}"


class TakenMeasure(models.Model):
    """A measure of an approved ruling: when it was taken, by which charge, and whether it was taken back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    violation = models.ForeignKey(Violation, on_delete=models.PROTECT, related_name="measures")
    kind = models.CharField(max_length=24, choices=choices_of(MeasureKind))
    charge = models.ForeignKey(
        "finance.Charge", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    note = models.CharField(max_length=200, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    was_so_at = models.DateTimeField(
        "was so already at",
        null=True,
        blank=True,
        help_text="the supplier had been stopped, or had left, before: there is nothing to take back",
    )
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["TakenMeasure"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["violation", "kind"], name="appraisal_measure_once"),
            models.CheckConstraint(
                condition=Q(was_so_at=None) | Q(taken_at=F("was_so_at")), name="appraisal_was_so_when_taken"
            ),
        ]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return f"{self.violation} {self.kind}"


class AffectedOrder(models.Model):
    """An order with goods of a violation: its customer is told, and helped to their right (B-3.4.2)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    violation = models.ForeignKey(Violation, on_delete=models.PROTECT, related_name="affected")
    order = models.ForeignKey("sales.Order", on_delete=models.PROTECT, related_name="violations")
    found_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.CharField(max_length=8, choices=choices_of(Told), blank=True)

    objects = LockingQuerySet["AffectedOrder"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["violation", "order"], name="appraisal_order_once"),
            models.CheckConstraint(
                condition=Q(told_at=None, told_by="") | (Q(told_at__isnull=False) & ~Q(told_by="")),
                name="appraisal_told_somehow",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["violation", "id"], condition=Q(told_at=None), name="appraisal_order_to_tell"
            )
        ]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return f"{self.violation} {self.order}"
