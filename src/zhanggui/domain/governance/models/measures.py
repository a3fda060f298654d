"""Measures: who does what by when, what shows that it was done, and who looked."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from zhanggui.domain.governance.models.risks import choices_of
from zhanggui.domain.governance.states import MeasureKind, MeasureState, ProposalState
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.approvals import frozen_once_submitted
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import governed


class Measure(models.Model):
    """One thing that is done about a risk (B-9.3.1, B-9.3.3), about what an audit found (B-9.4.3), to
    improve something (B-10.2.1), or to mend a weakness (B-8.1.1).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    risk = models.ForeignKey(
        "governance.Risk", on_delete=models.PROTECT, related_name="measures", null=True, blank=True
    )
    finding = models.OneToOneField(
        "governance.Finding", on_delete=models.PROTECT, related_name="action", null=True, blank=True
    )
    improvement = models.ForeignKey(
        "improvement.Improvement", on_delete=models.PROTECT, related_name="measures", null=True, blank=True
    )
    weakness = models.ForeignKey(
        "security.Weakness", on_delete=models.PROTECT, related_name="measures", null=True, blank=True
    )
    cause_found = models.TextField(blank=True, help_text="why what the audit found could happen")
    kind = models.CharField(max_length=12, choices=choices_of(MeasureKind))
    planned_work = models.TextField()
    owner = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    cost_fen = models.BigIntegerField(default=0)
    control = models.CharField(max_length=80, blank=True, help_text="the control that shows it works")
    due_on = models.DateField()
    state = models.CharField(
        max_length=16, choices=choices_of(MeasureState), default=MeasureState.PLANNED.value
    )
    planned_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    shown_by = models.TextField(blank=True, help_text="what shows that it was done")
    paper = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    done_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    done_at = models.DateTimeField(null=True, blank=True)
    verdict = models.TextField(blank=True, help_text="what whoever verified it found")
    verified_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    verified_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Measure"].as_manager()

    class Meta:
        verbose_name = "countermeasure"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state=MeasureState.VERIFIED.value)
                | Q(verified_at__isnull=False, done_at__isnull=False, verified_by__isnull=False),
                name="governance_verified_has_names",
            ),
            models.CheckConstraint(
                condition=Q(verified_by=None) | ~Q(verified_by=F("done_by")),
                name="governance_verified_by_another",
            ),
            models.CheckConstraint(
                condition=Q(risk__isnull=False, finding=None, improvement=None, weakness=None)
                | (Q(risk=None, finding__isnull=False, improvement=None, weakness=None) & ~Q(cause_found=""))
                | Q(risk=None, finding=None, improvement__isnull=False, weakness=None)
                | Q(risk=None, finding=None, improvement=None, weakness__isnull=False),
                name="governance_measure_is_about_one_thing",
            ),
            models.CheckConstraint(condition=Q(cost_fen__gte=0), name="governance_costs_nothing_less"),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "due_on"], name="governance_measures_due")]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return self.planned_work[:80]

    @property
    def about(self) -> Any:
        """The risk, the finding, the improvement or the weakness that it is for."""
        return self.risk or self.finding or self.improvement or self.weakness


class Extension(models.Model):
    """More time for a measure, asked with a reason, given by somebody else (B-9.4.3)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="extensions")
    until = models.DateField()
    reason = models.TextField()
    digest = models.CharField(max_length=64)
    state = models.CharField(
        max_length=12, choices=choices_of(ProposalState), default=ProposalState.PROPOSED.value
    )
    proposed_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Extension"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["measure"],
                condition=Q(state=ProposalState.PROPOSED.value),
                name="governance_one_extension_waits",
            )
        ]
        triggers: ClassVar = [governed(), frozen_once_submitted(except_columns=("state", "decided_at"))]

    def __str__(self) -> str:
        return f"{self.measure} → {self.until}"

    def content(self) -> dict[str, Any]:
        """What is approved."""
        return {"measure": str(self.measure_id), "until": self.until.isoformat(), "reason": self.reason}
