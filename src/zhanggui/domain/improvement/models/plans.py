"""Where the house wants to go, what it does about it this year, and how that goes month by month."""

from typing import Any, ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from zhanggui.domain.improvement.models.metrics import Metric
from zhanggui.domain.improvement.states import InitiativeKind, PlanKind, PlanState, Progress, choices_of
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.approvals import frozen_once_submitted
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only, frozen_once, governed


class Plan(models.Model):
    """A version of the development strategy (B-10.4.1), or of the plan of one year (B-10.4.2)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=20, choices=choices_of(PlanKind))
    year = models.PositiveSmallIntegerField(help_text="the first, of a strategy")
    until_year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField(help_text="version")
    title = models.CharField(max_length=120)
    rests_on = models.TextField(help_text="the analysis it follows from")
    strategy = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="plans", null=True, blank=True
    )
    digest = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=16, choices=choices_of(PlanState), default=PlanState.DRAFTED.value)
    drafted_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Plan"].as_manager()

    class Meta:
        verbose_name = "development plan"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "year", "number"], name="improvement_plan_numbered"),
            models.UniqueConstraint(
                fields=["kind", "year"],
                condition=Q(state=PlanState.ADOPTED.value),
                name="improvement_one_plan_in_force",
            ),
            models.CheckConstraint(
                condition=Q(kind=PlanKind.STRATEGY.value, strategy=None)
                | Q(kind=PlanKind.YEAR.value, strategy__isnull=False, until_year=F("year")),
                name="improvement_year_follows_a_strategy",
            ),
            models.CheckConstraint(condition=Q(until_year__gte=F("year")), name="improvement_years_in_order"),
        ]
        triggers: ClassVar = [
            governed(),
            frozen_once_submitted(except_columns=("state", "decided_at")),
        ]

    def __str__(self) -> str:
        return f"{self.title} v{self.number}"

    @property
    def years(self) -> str:
        """The year, or the first and the last."""
        return str(self.year) if self.year == self.until_year else f"{self.year}–{self.until_year}"

    def content(self) -> dict[str, Any]:
        """What is approved: the words, with every goal or every initiative."""
        return {
            "kind": self.kind,
            "year": self.year,
            "until_year": self.until_year,
            "number": self.number,
            "title": self.title,
            "rests_on": self.rests_on,
            "strategy": str(self.strategy_id or ""),
            "goals": [goal.content() for goal in self.goals.order_by("id")],
            "initiatives": [one.content() for one in self.initiatives.order_by("id")],
        }


class Goal(models.Model):
    """A goal of a strategy: a metric of the catalogue, where it is to come, by the end of which year."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="goals")
    aim = models.CharField(max_length=200)
    metric = models.ForeignKey(Metric, on_delete=models.PROTECT, related_name="goals")
    target = models.FloatField()
    by_year = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "metric", "by_year"], name="improvement_one_target_a_year"
            )
        ]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return self.aim

    def content(self) -> dict[str, Any]:
        """As it is approved."""
        return {
            "aim": self.aim, "metric": str(self.metric_id), "to_reach": self.target, "by_year": self.by_year
        }  # fmt: skip


class PlanReview(models.Model):
    """A look at a strategy: where each goal stood that day, and what follows (at least once a year)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="looks")
    standing = models.JSONField(help_text="each goal: its value, its target, whether it is reached")
    conclusion = models.TextField()
    reviewed_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()

    class Meta:
        verbose_name = "strategy review"
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return self.conclusion[:60]


class Initiative(models.Model):
    """What is undertaken for a goal in one year; a project of research, if it is of that kind (B-10.3.1)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=16, unique=True)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="initiatives")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="initiatives")
    kind = models.CharField(max_length=20, choices=choices_of(InitiativeKind))
    title = models.CharField(max_length=120)
    aim = models.TextField()
    team = models.CharField(max_length=200, help_text="who works on it")
    owner = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    budget_fen = models.BigIntegerField()
    depends_on = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="waiting", null=True, blank=True
    )
    result = models.TextField(blank=True)
    rights = models.TextField(blank=True, help_text="patents, copyrights and other rights that came of it")
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Initiative"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(budget_fen__gte=0), name="improvement_budget_is_an_amount"),
            models.CheckConstraint(
                condition=Q(finished_at=None) | ~Q(result=""), name="improvement_finished_with_a_result"
            ),
        ]
        triggers: ClassVar = [
            governed(),
            frozen_once(
                "frozen",
                pgtrigger.Q(old__id__isnull=False),
                except_columns=("result", "rights", "finished_at"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def content(self) -> dict[str, Any]:
        """As it is approved."""
        return {
            "number": self.number,
            "goal": str(self.goal_id),
            "kind": self.kind,
            "title": self.title,
            "aim": self.aim,
            "team": self.team,
            "owner": str(self.owner_id),
            "budget_fen": self.budget_fen,
            "depends_on": str(self.depends_on_id or ""),
            "milestones": [
                {"title": one.title, "due_on": one.due_on.isoformat()}
                for one in self.milestones.order_by("due_on", "id")
            ],
        }


class Milestone(models.Model):
    """Something that is there by a day. When it was reached, and what shows it, is said once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="milestones")
    title = models.CharField(max_length=120)
    due_on = models.DateField()
    reached_on = models.DateField(null=True, blank=True)
    shown_by = models.TextField(blank=True)

    objects = LockingQuerySet["Milestone"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(reached_on=None) | ~Q(shown_by=""), name="improvement_milestone_is_shown"
            )
        ]
        triggers: ClassVar = [
            governed(),
            frozen_once("reached_once", pgtrigger.Q(old__reached_on__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.title


class MonthlyUpdate(models.Model):
    """How an initiative went in a month; locked by whoever closes it, who decides about deviations."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="updates")
    month = models.DateField(help_text="its first day")
    progress = models.CharField(max_length=16, choices=choices_of(Progress))
    deviation = models.TextField(blank=True, help_text="what is not as planned")
    why = models.TextField(blank=True, help_text="and why")
    spent_fen = models.BigIntegerField(help_text="all that was spent until then")
    reported_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()
    decision = models.TextField(blank=True, help_text="what is done about the deviation")
    closed_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["MonthlyUpdate"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["initiative", "month"], name="improvement_one_update_a_month"),
            models.CheckConstraint(
                condition=Q(progress=Progress.ON_TRACK.value) | (~Q(deviation="") & ~Q(why="")),
                name="improvement_deviation_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None)
                | (Q(closed_by__isnull=False) & (Q(deviation="") | ~Q(decision=""))),
                name="improvement_deviation_is_decided",
            ),
            models.CheckConstraint(
                condition=Q(closed_by=None) | ~Q(closed_by=F("reported_by")),
                name="improvement_closed_by_another",
            ),
        ]
        triggers: ClassVar = [governed(), frozen_once("closed", pgtrigger.Q(old__closed_at__isnull=False))]

    def __str__(self) -> str:
        return f"{self.initiative} {self.month:%Y-%m}"
