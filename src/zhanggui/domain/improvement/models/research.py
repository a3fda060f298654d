"""What research costs, what is released of it, and ideas from their first word to their effect."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from zhanggui.domain.improvement.models.metrics import Metric
from zhanggui.domain.improvement.models.plans import Initiative
from zhanggui.domain.improvement.states import IdeaSource, IdeaState, choices_of
from zhanggui.kernel.ids import new_id
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only, governed


class ProjectExpense(models.Model):
    """Money spent on an initiative. What was wrong is taken back by a negative line, never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="expenses")
    spent_on = models.DateField()
    what = models.CharField(max_length=200)
    amount_fen = models.BigIntegerField()
    recorded_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = "project expense"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(amount_fen=0), name="improvement_expense_is_an_amount")
        ]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return self.what


class Release(models.Model):
    """A change of the programs that is let out: for which project or need, and after which assessment."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=40, unique=True, help_text="its version")
    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="releases")
    need = models.TextField(help_text="the need of the market, or the complaint, that caused it (B-1.1.2)")
    notes = models.TextField(help_text="what changes")
    prepared_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    security_assessment = models.TextField(blank=True)
    privacy_assessment = models.TextField(blank=True)
    assessed_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    assessed_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Release"].as_manager()

    class Meta:
        verbose_name = "software release"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(assessed_at=None)
                | (~Q(security_assessment="") & ~Q(privacy_assessment="") & Q(assessed_by__isnull=False)),
                name="improvement_assessed_in_both_ways",
            ),
            models.CheckConstraint(
                condition=Q(released_at=None) | Q(assessed_at__isnull=False),
                name="improvement_released_after_assessment",
            ),
            models.CheckConstraint(
                condition=Q(assessed_by=None) | ~Q(assessed_by=F("prepared_by")),
                name="improvement_assessed_by_another",
            ),
        ]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return self.number


class Idea(models.Model):
    """Something somebody thought of, and what became of it (B-10.3.2)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=16, unique=True)
    title = models.CharField(max_length=120)
    idea_text = models.TextField()
    came_from = models.CharField(max_length=16, choices=choices_of(IdeaSource))
    state = models.CharField(max_length=16, choices=choices_of(IdeaState), default=IdeaState.NOTED.value)
    noted_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    metric = models.ForeignKey(Metric, on_delete=models.PROTECT, related_name="ideas", null=True, blank=True)
    stop_below = models.FloatField(null=True, blank=True, help_text="the experiment stops below this value")
    stop_above = models.FloatField(null=True, blank=True, help_text="or above this one")
    tried_until = models.DateField(null=True, blank=True)
    launched_at = models.DateTimeField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)

    objects = LockingQuerySet["Idea"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state=IdeaState.TRYING.value)
                | (
                    Q(metric__isnull=False, tried_until__isnull=False)
                    & (Q(stop_below__isnull=False) | Q(stop_above__isnull=False))
                ),
                name="improvement_experiments_can_be_stopped",
            ),
            models.CheckConstraint(
                condition=Q(launched_at=None) | Q(review_on__isnull=False),
                name="improvement_launches_are_looked_at",
            ),
        ]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class IdeaStep(models.Model):
    """One thing that happened to an idea: who said what, and where its metric stood."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=16, choices=choices_of(IdeaState), help_text="what followed")
    said = models.TextField()
    consent = models.TextField(blank=True, help_text="how those who take part agree")
    value = models.FloatField(null=True, blank=True, help_text="where the metric stood")
    taken_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    class Meta:
        verbose_name = "step of an idea"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state=IdeaState.TRYING.value) | ~Q(consent=""),
                name="improvement_nobody_is_tried_on_unasked",
            )
        ]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return self.said[:60]
