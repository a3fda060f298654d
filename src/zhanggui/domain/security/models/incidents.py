"""Security incidents: each step with who, when and what shows it; the tasks of the plan; reports outside."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from zhanggui.domain.security.rules import authority_due, summary_due
from zhanggui.domain.security.states import (
    REPORTABLE,
    Addressee,
    Grade,
    IncidentKind,
    IncidentState,
    PlanTask,
    Subtype,
    choices_of,
)
from zhanggui.kernel.ids import new_id
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only, governed


class Incident(models.Model):
    """Something that threatened systems or data, from the report to its end (B-8.3.1, B-8.3.2)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="+")
    what_happened = models.TextField()
    kind = models.CharField(max_length=16, choices=choices_of(IncidentKind))
    subtype = models.CharField(max_length=20, choices=choices_of(Subtype))
    state = models.CharField(
        max_length=24, choices=choices_of(IncidentState), default=IncidentState.REPORTED.value
    )
    discovered_at = models.DateTimeField()
    reported_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()
    impact_scope = models.TextField(blank=True, help_text="systems, data and people it reached")
    affected_persons = models.BigIntegerField(default=0)
    loss_fen = models.BigIntegerField(default=0)
    outage_minutes = models.PositiveIntegerField(default=0)
    suggested_grade = models.CharField(max_length=20, choices=choices_of(Grade), blank=True)
    grade = models.CharField(max_length=20, choices=choices_of(Grade), blank=True)
    grade_reason = models.TextField(blank=True, help_text="why it is not the suggested one")
    handled_at = models.DateTimeField(null=True, blank=True, help_text="when the plan was carried out")
    incident_cause = models.TextField(blank=True)
    answerable = models.TextField(blank=True, help_text="who answers for it")
    persons_spared = models.TextField(blank=True, help_text="what kept harm from the persons concerned")
    lessons = models.TextField(blank=True)
    summarised_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Incident"].as_manager()

    class Meta:
        verbose_name = "security incident"
        verbose_name_plural = "security incidents"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=IncidentState.REPORTED.value, grade="") | ~Q(grade=""),
                name="security_assessed_has_a_grade",
            ),
            models.CheckConstraint(
                condition=Q(grade=F("suggested_grade")) | ~Q(grade_reason=""),
                name="security_other_grade_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(state=IncidentState.CLOSED.value, closed_at__isnull=False)
                & ~Q(incident_cause="")
                & ~Q(answerable="")
                | (~Q(state=IncidentState.CLOSED.value) & Q(closed_at=None)),
                name="security_closed_is_explained",
            ),
            models.CheckConstraint(
                condition=Q(affected_persons__gte=0, loss_fen__gte=0), name="security_harm_is_counted"
            ),
        ]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """The number of its case."""
        return self.case.number

    @property
    def authority_due(self) -> datetime | None:
        """By when the authority is told, if its grade asks for that."""
        return authority_due(self.discovered_at) if self.grade in REPORTABLE else None

    @property
    def summary_due(self) -> datetime | None:
        """By when the summary is there."""
        return summary_due(self.handled_at) if self.handled_at else None


class IncidentStep(models.Model):
    """One step of an incident: who did it, who owned it then, and what shows it. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=24, choices=choices_of(IncidentState))
    owner = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    taken_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    shown_by = models.TextField()

    class Meta:
        verbose_name = "step of an incident"
        verbose_name_plural = "steps of incidents"
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return self.state


class IncidentTask(models.Model):
    """One task of the plan that was started for an incident."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="tasks")
    task = models.CharField(max_length=24, choices=choices_of(PlanTask))
    given_at = models.DateTimeField()
    done_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    done_at = models.DateTimeField(null=True, blank=True)
    shown_by = models.TextField(blank=True)

    objects = LockingQuerySet["IncidentTask"].as_manager()

    class Meta:
        verbose_name = "task of a response plan"
        verbose_name_plural = "tasks of response plans"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["incident", "task"], name="security_task_once"),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None)
                | (Q(done_at__isnull=False, done_by__isnull=False) & ~Q(shown_by="")),
                name="security_task_done_is_shown",
            ),
        ]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return self.task


class OutsideReport(models.Model):
    """Somebody outside was told of an incident, with the receipt number. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="outside_reports")
    addressee = models.CharField(max_length=24, choices=choices_of(Addressee))
    receipt = models.CharField(max_length=80)
    report_text = models.TextField(help_text="what was said")
    told_at = models.DateTimeField()
    recorded_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = "report outside"
        verbose_name_plural = "reports outside"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(receipt=""), name="security_outside_has_receipt")
        ]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.addressee} {self.receipt}"
