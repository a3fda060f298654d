"""A supplier's quarter: what was counted, how somebody judged it, and what came of it."""

from datetime import datetime
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from zhanggui.domain.appraisal.rules import MOST_ADJUSTED, Period
from zhanggui.domain.appraisal.states import Action, AssessmentState, Grade, Term
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.approvals import publishes_only_approved
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only, frozen_once, governed


def choices_of(values: type) -> list[tuple[str, str]]:
    """The values of an enumeration, as a field knows them."""
    return [(value.value, value.value) for value in values]  # type: ignore[attr-defined]


class Assessment(models.Model):
    """The assessment of one supplier's quarter (B-3.3.2); frozen, it never changes again.

    ``figures`` and ``scores`` are what was counted last and how it was scored; ``judgement`` is the approved
    one. Until then the supplier sees nothing of it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    supplier = models.ForeignKey("partners.Supplier", on_delete=models.PROTECT, related_name="assessments")
    term = models.CharField(max_length=8, choices=choices_of(Term), default=Term.QUARTER.value)
    quarter = models.DateField(help_text="its first day")
    since = models.DateTimeField()
    until = models.DateTimeField()
    state = models.CharField(
        max_length=12, choices=choices_of(AssessmentState), default=AssessmentState.OPENED.value
    )
    figures = models.JSONField(help_text="what was counted")
    scores = models.JSONField(help_text="each indicator: points and weight")
    points = models.PositiveSmallIntegerField(help_text="out of a hundred")
    grade = models.CharField(max_length=12, choices=choices_of(Grade))
    counted_at = models.DateTimeField()
    opened_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(help_text="by when the supplier sees it")
    judgement = models.ForeignKey(
        "appraisal.Judgement", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    shown_at = models.DateTimeField(null=True, blank=True, help_text="when the supplier first saw it")
    objections_until = models.DateTimeField(null=True, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Assessment"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["supplier", "term", "quarter"], name="appraisal_quarter_once"),
            models.CheckConstraint(condition=Q(points__lte=100), name="appraisal_points_of_hundred"),
            models.CheckConstraint(
                condition=Q(state=AssessmentState.FROZEN, frozen_at__isnull=False, judgement__isnull=False)
                | (~Q(state=AssessmentState.FROZEN) & Q(frozen_at=None)),
                name="appraisal_frozen_was_judged",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-quarter", "state"], name="appraisal_of_quarter"),
            models.Index(
                fields=["objections_until"],
                condition=Q(state=AssessmentState.SHOWN.value),
                name="appraisal_to_freeze",
            ),
        ]
        triggers: ClassVar = [
            governed(),
            publishes_only_approved("judgement_id", version_table="appraisal_judgement"),
            frozen_once("frozen", pgtrigger.Q(old__frozen_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.supplier} {self.period}"

    @property
    def total_points(self) -> int:
        """Its points, as lists call them."""
        return self.points

    @property
    def reckoned_at(self) -> datetime:
        """When it was counted, as lists call it."""
        return self.counted_at

    @property
    def period(self) -> Period:
        """What is assessed, from when to when."""
        return Period(term=Term(self.term), quarter=self.quarter, since=self.since, until=self.until)


class Judgement(models.Model):
    """What a reviewer says of a quarter: one frozen version, with the figures it stands on.

    Points are added or taken only with a reason (B-3.3.1).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="judgements")
    number = models.PositiveSmallIntegerField()
    figures = models.JSONField()
    adjusted = models.SmallIntegerField(default=0, help_text="points added or taken by hand")
    adjusted_why = models.CharField(max_length=400, blank=True)
    points = models.PositiveSmallIntegerField(help_text="out of a hundred, with what was added or taken")
    grade = models.CharField(max_length=12, choices=choices_of(Grade))
    action = models.CharField(max_length=12, choices=choices_of(Action))
    words = models.TextField(help_text="what the supplier is told")
    digest = models.CharField(max_length=64)
    proposed_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()

    objects = LockingQuerySet["Judgement"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "number"], name="appraisal_judgement_number_once"),
            models.CheckConstraint(
                condition=Q(adjusted=0) | ~Q(adjusted_why=""), name="appraisal_adjusted_for_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(adjusted__gte=-MOST_ADJUSTED, adjusted__lte=MOST_ADJUSTED, points__lte=100),
                name="appraisal_adjusted_a_little",
            ),
        ]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.assessment} v{self.number}"

    @property
    def total_points(self) -> int:
        """Its points, as lists call them."""
        return self.points


class Outcome(models.Model):
    """What a frozen assessment led to, and what carries it on: proposed terms, or the case of a plan."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="outcome")
    action = models.CharField(max_length=12, choices=choices_of(Action))
    terms = models.ForeignKey(
        "finance.Terms", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)
    carried_out_at = models.DateTimeField()

    objects = LockingQuerySet["Outcome"].as_manager()

    class Meta:
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.assessment} {self.action}"
