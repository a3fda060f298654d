"""Risks: noticed, scored again and again, met by an approved strategy, and sometimes come true."""

from enum import StrEnum
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from zhanggui.domain.governance.states import (
    Area,
    Category,
    Gravity,
    Level,
    Prompt,
    ProposalState,
    RiskSource,
    RiskState,
    StrategyKind,
)
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.approvals import frozen_once_submitted, publishes_only_approved
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only, governed


def choices_of(values: type[StrEnum]) -> list[tuple[str, str]]:
    """The values of an enumeration, as a field knows them."""
    return [(value.value, value.value) for value in values]


class Risk(models.Model):
    """Something that could go wrong in one area of the house (B-9.2.1): one line of the register."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=16, unique=True)
    process = models.CharField(max_length=24, choices=choices_of(Area))
    risk_type = models.CharField(max_length=16, choices=choices_of(Category))
    root_cause = models.TextField()
    event = models.CharField(max_length=200, help_text="what would happen")
    effect = models.TextField()
    owner = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=20, choices=choices_of(RiskSource))
    came_up_in = models.ForeignKey(
        "cases.Case", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    indicator = models.CharField(max_length=80, blank=True, help_text="the control that tells it comes true")
    state = models.CharField(max_length=16, choices=choices_of(RiskState), default=RiskState.REGISTERED.value)
    assessment = models.ForeignKey(
        "governance.Assessment", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    assess_by = models.DateTimeField(help_text="when it has to be scored (again)")
    strategy = models.ForeignKey(
        "governance.Strategy", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    registered_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    closed_because = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Risk"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=RiskState.REGISTERED.value) | Q(assessment__isnull=False),
                name="governance_assessed_has_scores",
            ),
            models.CheckConstraint(
                condition=~Q(state=RiskState.TREATED.value) | Q(strategy__isnull=False),
                name="governance_treated_has_strategy",
            ),
            models.CheckConstraint(
                condition=Q(state=RiskState.CLOSED.value, closed_at__isnull=False)
                | (~Q(state=RiskState.CLOSED.value) & Q(closed_at=None)),
                name="governance_closed_has_time",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["assess_by"], name="governance_to_assess")]
        triggers: ClassVar = [
            governed(),
            publishes_only_approved("strategy_id", version_table="governance_strategy"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.event}"

    @property
    def residual_level(self) -> str:
        """What is left of it after controls; empty before the first score."""
        return self.assessment.level_after if self.assessment else ""

    @property
    def came_from(self) -> str:
        """Where it was noticed."""
        return self.source

    @property
    def met_by(self) -> str:
        """How it is met, as the approved strategy says."""
        return self.strategy.kind if self.strategy else ""


class Assessment(models.Model):
    """How likely and how grave, before and after controls; by which method, whom, and on what (B-9.2.2)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="assessments")
    prompt = models.CharField(max_length=24, choices=choices_of(Prompt))
    likelihood_before = models.PositiveSmallIntegerField()
    impact_before = models.PositiveSmallIntegerField()
    level_before = models.CharField(max_length=16, choices=choices_of(Level))
    likelihood_after = models.PositiveSmallIntegerField()
    impact_after = models.PositiveSmallIntegerField()
    level_after = models.CharField(max_length=16, choices=choices_of(Level))
    scoring_method = models.CharField(max_length=16)
    shown_by = models.TextField(help_text="what the scores rest on")
    assessor = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    assessed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(likelihood_before__range=(1, 5), impact_before__range=(1, 5))
                & Q(likelihood_after__gte=1, impact_after__gte=1)
                & Q(likelihood_after__lte=F("likelihood_before"), impact_after__lte=F("impact_before")),
                name="governance_scores_on_the_scale",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["risk", "-assessed_at"], name="governance_scores_of_risk")]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.likelihood_after}×{self.impact_after}"

    @property
    def before_controls(self) -> str:
        """Likelihood × impact before controls."""
        return f"{self.likelihood_before}×{self.impact_before}"

    @property
    def after_controls(self) -> str:
        """Likelihood × impact after controls."""
        return f"{self.likelihood_after}×{self.impact_after}"


class Strategy(models.Model):
    """One version of how a risk is met, approved by others than its author (B-9.3.2)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="strategies")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=choices_of(StrategyKind))
    reason = models.TextField()
    costs = models.TextField(help_text="what it costs, compared with what the risk costs")
    risk_level = models.CharField(max_length=16, choices=choices_of(Level), help_text="decides who approves")
    target_level = models.CharField(
        max_length=16, choices=choices_of(Level), help_text="what is to be left of it"
    )
    accepted_until = models.DateField(null=True, blank=True)
    digest = models.CharField(max_length=64)
    state = models.CharField(
        max_length=12, choices=choices_of(ProposalState), default=ProposalState.PROPOSED.value
    )
    proposed_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Strategy"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["risk", "number"], name="governance_strategy_numbered"),
            models.UniqueConstraint(
                fields=["risk"],
                condition=Q(state=ProposalState.PROPOSED.value),
                name="governance_one_strategy_waits",
            ),
            models.CheckConstraint(
                condition=~Q(kind=StrategyKind.ACCEPT.value) | Q(accepted_until__isnull=False),
                name="governance_acceptance_ends",
            ),
        ]
        triggers: ClassVar = [governed(), frozen_once_submitted(except_columns=("state", "decided_at"))]

    def __str__(self) -> str:
        return f"{self.risk.number} v{self.number}"

    def content(self) -> dict[str, Any]:
        """What is approved."""
        return {
            "risk": str(self.risk_id),
            "number": self.number,
            "kind": self.kind,
            "reason": self.reason,
            "costs": self.costs,
            "level": self.risk_level,
            "target": self.target_level,
            "until": self.accepted_until.isoformat() if self.accepted_until else "",
        }


class RiskEvent(models.Model):
    """A risk came true, or its indicator says so: its case holds the clocks (B-9.3.3)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="events")
    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="risk_event")
    indicator = models.CharField(max_length=80, blank=True, help_text="the control that turned red")
    what_happened = models.TextField()
    gravity = models.CharField(max_length=8, choices=choices_of(Gravity))
    noticed_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    noticed_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["risk", "-noticed_at"], name="governance_events_of_risk")]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.risk.number} {self.what_happened[:60]}"
