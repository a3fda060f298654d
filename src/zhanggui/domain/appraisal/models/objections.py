"""A supplier does not agree with what was judged or ruled."""

from datetime import datetime
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from zhanggui.domain.appraisal.models.assessments import Assessment
from zhanggui.domain.appraisal.models.violations import Violation
from zhanggui.kernel.ids import new_id
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import governed


class Objection(models.Model):
    """An objection to an assessment, or an appeal against a ruling. Its case holds the clocks."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="appraisal_objection")
    assessment = models.ForeignKey(
        Assessment, on_delete=models.PROTECT, related_name="objections", null=True, blank=True
    )
    violation = models.ForeignKey(
        Violation, on_delete=models.PROTECT, related_name="objections", null=True, blank=True
    )
    text = models.TextField()
    papers = ArrayField(models.UUIDField(), default=list, blank=True)
    raised_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    upheld_at = models.DateTimeField(null=True, blank=True)
    rejected_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Objection"].as_manager()

    class Meta:
        verbose_name = "objection of a supplier"
        verbose_name_plural = "objections of suppliers"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(assessment__isnull=False, violation=None)
                | Q(assessment=None, violation__isnull=False),
                name="appraisal_objection_to_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(upheld_at=None, rejected_at=None, decided_by=None, answer="")
                | (
                    (Q(upheld_at=None) | Q(rejected_at=None))
                    & Q(decided_by__isnull=False)
                    & ~Q(decided_by=models.F("raised_by"))
                    & ~Q(answer="")
                ),
                name="appraisal_objection_answered",
            ),
            models.UniqueConstraint(
                fields=["assessment"],
                condition=Q(upheld_at=None),
                name="appraisal_objected_once_to_a_judgement",
            ),
            models.UniqueConstraint(fields=["violation"], name="appraisal_appealed_once"),
        ]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return str(self.assessment or self.violation)

    @property
    def objected_at(self) -> datetime:
        """When it was raised, as lists call it."""
        return self.raised_at

    @property
    def house_said(self) -> str:
        """The answer, as lists call it."""
        return self.answer
