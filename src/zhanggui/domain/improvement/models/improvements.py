"""Analyses that can be made again, and improvements whose effect is measured."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from zhanggui.domain.improvement.models.metrics import Metric
from zhanggui.domain.improvement.states import AnalysisKind, ImprovementSource, ImprovementState, choices_of
from zhanggui.kernel.ids import new_id
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only, governed


class Analysis(models.Model):
    """What was found out, of what, by which method: whoever makes it again gets the same (B-10.1.2)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=24, choices=choices_of(AnalysisKind))
    title = models.CharField(max_length=120)
    parameters = models.JSONField(help_text="what it is made of")
    method = models.CharField(max_length=24, help_text="version of the method")
    data_until = models.DateTimeField(help_text="nothing later was looked at")
    figures = models.JSONField()
    sha256 = models.CharField(max_length=64)
    conclusion = models.TextField()
    result = models.OneToOneField(
        "care.SatisfactionResult", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    made_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind=AnalysisKind.SURVEY.value, result__isnull=False)
                | (~Q(kind=AnalysisKind.SURVEY.value) & Q(result=None)),
                name="improvement_surveys_are_analysed",
            )
        ]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Improvement(models.Model):
    """A problem, the metric that shows it, what is done, and whether that helped (B-10.2.1, B-10.2.2)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=16, unique=True)
    problem = models.TextField()
    came_from = models.CharField(max_length=20, choices=choices_of(ImprovementSource))
    analysis = models.ForeignKey(
        Analysis, on_delete=models.PROTECT, related_name="improvements", null=True, blank=True
    )
    metric = models.ForeignKey(Metric, on_delete=models.PROTECT, related_name="improvements")
    target = models.FloatField()
    period_days = models.PositiveSmallIntegerField(help_text="days compared before and after")
    owner = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=16, choices=choices_of(ImprovementState), default=ImprovementState.OPENED.value
    )
    opened_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    effect = models.JSONField(null=True, blank=True, help_text="before and after, as they were decided upon")
    decision = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Improvement"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(decided_by=None) | (~Q(decided_by=F("owner")) & ~Q(decided_by=F("opened_by"))),
                name="improvement_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, state__in=["opened", "acting"])
                | Q(decided_at__isnull=False, decided_by__isnull=False, effect__isnull=False),
                name="improvement_decided_on_an_effect",
            ),
            models.CheckConstraint(condition=Q(period_days__gte=1), name="improvement_compares_days"),
        ]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return self.number

    @property
    def said_effect(self) -> dict[str, Any]:
        """Before and after; empty until it was decided."""
        return self.effect or {}
