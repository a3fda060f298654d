"""The work of a year on security, approved and carried out; and weaknesses until they are mended."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from zhanggui.domain.security.models.incidents import Incident
from zhanggui.domain.security.states import ActivityKind, ActivityState, Severity, choices_of
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.approvals import frozen_once_submitted
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only, governed

LATER = (
    "state", "decided_at", "done_on", "done_by_id", "recorded_at", "channel", "audience", "reach",
    "outcome", "link", "paper_id",
)  # fmt: skip
"""The columns that say how it was decided and carried out."""


class Activity(models.Model):
    """One line of the plan of a year: a check, a drill, or publicity (B-8.1.1, B-8.3.2, B-8.4.2)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=28, choices=choices_of(ActivityKind))
    title = models.CharField(max_length=120)
    scope = models.TextField(help_text="what is looked at, or said")
    due_on = models.DateField()
    owner = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    state = models.CharField(
        max_length=20, choices=choices_of(ActivityState), default=ActivityState.PROPOSED.value
    )
    proposed_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    recorded_at = models.DateTimeField(null=True, blank=True)
    channel = models.CharField(max_length=120, blank=True, help_text="by which tool, tester or channel")
    audience = models.CharField(max_length=120, blank=True, help_text="which systems, or which people")
    reach = models.PositiveIntegerField(default=0, help_text="how many systems or people")
    outcome = models.TextField(blank=True)
    link = models.CharField(max_length=200, blank=True, help_text="where the material is")
    paper = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = LockingQuerySet["Activity"].as_manager()

    class Meta:
        verbose_name = "security work"
        verbose_name_plural = "security work"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state=ActivityState.DONE.value)
                | (
                    Q(done_on__isnull=False, done_by__isnull=False, recorded_at__isnull=False)
                    & ~Q(channel="")
                    & ~Q(audience="")
                    & ~Q(outcome="")
                    & (~Q(link="") | Q(paper__isnull=False))
                ),
                name="security_done_is_shown",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "due_on"], name="security_plan_of_year")]
        triggers: ClassVar = [governed(), frozen_once_submitted(except_columns=LATER)]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def content(self) -> dict[str, Any]:
        """What is approved."""
        return {
            "number": self.number,
            "kind": self.kind,
            "title": self.title,
            "scope": self.scope,
            "due": self.due_on.isoformat(),
            "owner": str(self.owner_id),
        }


class Weakness(models.Model):
    """What a check found or an incident showed, mended by measures that others retest. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=16, unique=True)
    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, related_name="weaknesses", null=True, blank=True
    )
    incident = models.ForeignKey(
        Incident, on_delete=models.PROTECT, related_name="weaknesses", null=True, blank=True
    )
    severity = models.CharField(max_length=20, choices=choices_of(Severity))
    weakness_text = models.TextField()
    mend_by = models.DateField()
    found_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField()

    class Meta:
        verbose_name = "weakness"
        verbose_name_plural = "weaknesses"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(activity=None, incident__isnull=False) | Q(activity__isnull=False, incident=None),
                name="security_weakness_came_from_one",
            )
        ]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return self.number

    @property
    def came_from(self) -> Any:
        """The check or the incident."""
        return self.activity or self.incident
