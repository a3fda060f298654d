"""Reviews, their steps, what each person decided, and each answer to the checklist."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.approvals.policy import policy_of
from zhanggui.mechanisms.approvals.states import STANDING, ReviewState, StepState, Verdict
from zhanggui.mechanisms.approvals.triggers import DecisionRules, ReviewRules, StepRules, kept
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only, governed


class ReviewQuerySet(LockingQuerySet["Review"]):
    """Reviews, as the shop speaks of them."""

    def open(self) -> "ReviewQuerySet":
        return self.filter(state=ReviewState.OPEN)

    def overdue(self, at: datetime) -> "ReviewQuerySet":
        return self.open().filter(due_at__lt=at)

    def of_subject(self, subject_id: UUID) -> "ReviewQuerySet":
        return self.filter(subject_id=subject_id).order_by("-submitted_at", "-id")


class Review(models.Model):
    """One version on its way through the steps of its policy."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    subject_type = models.CharField(max_length=64)
    subject_id = models.UUIDField()
    digest = models.CharField(max_length=64)
    thread_type = models.CharField(max_length=64)
    thread_id = models.UUIDField(db_index=True)
    author = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    author_person = models.ForeignKey(
        "identity.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    submitter = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    submitter_person = models.ForeignKey(
        "identity.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    submitted_at = models.DateTimeField()
    note = models.TextField(blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=16, choices=[(s.value, s.value) for s in ReviewState])
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects: ClassVar = ReviewQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "kind", "submitted_at"], name="approvals_review_queue"),
            models.Index(fields=["due_at"], condition=Q(state=ReviewState.OPEN), name="approvals_review_due"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject_id"], condition=Q(state__in=STANDING), name="approvals_one_standing_review"
            ),
            models.CheckConstraint(
                condition=Q(state=ReviewState.OPEN, closed_at=None)
                | (~Q(state=ReviewState.OPEN) & Q(closed_at__isnull=False)),
                name="approvals_closed_has_time",
            ),
            models.CheckConstraint(
                condition=Q(due_at=None) | Q(due_at__gt=F("submitted_at")),
                name="approvals_due_after_submission",
            ),
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="approvals_digest_sha256"
            ),
        ]
        triggers: ClassVar = [
            ReviewRules(name="approvals_review_rules"),
            kept(),
            governed(),
        ]

    def __str__(self) -> str:
        return self.title


class ReviewStep(models.Model):
    """One step of one review, as its policy stood when the version was submitted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=32)
    approvers = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=16, choices=[(s.value, s.value) for s in StepState])
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["review", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "code"], name="approvals_step_once"),
            models.UniqueConstraint(
                fields=["review"], condition=Q(state=StepState.OPEN), name="approvals_one_open_step"
            ),
            models.CheckConstraint(condition=Q(approvers__gte=1), name="approvals_step_needs_somebody"),
        ]
        triggers: ClassVar = [
            governed(),
            StepRules(name="approvals_step_rules"),
            kept(),
        ]

    def title(self) -> str:
        """What the step is called (a message id), or else its code."""
        return policy_of(self.review.kind).step(self.code).title or self.code

    def __str__(self) -> str:
        return f"{self.position} {self.code}"


class Decision(models.Model):
    """What one person said at one step, about exactly this content."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="decisions")
    step = models.ForeignKey(ReviewStep, on_delete=models.PROTECT, related_name="decisions")
    verdict = models.CharField(max_length=16, choices=[(v.value, v.value) for v in Verdict])
    account = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    note = models.TextField(blank=True)
    evidence = ArrayField(models.UUIDField(), default=list, blank=True)
    decided_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "step", "person"], name="approvals_one_decision_each"),
        ]
        triggers: ClassVar = [governed(), DecisionRules(name="approvals_decision_rules"), append_only()]

    def __str__(self) -> str:
        return f"{self.verdict} by {self.person_id}"


class ChecklistAnswer(models.Model):
    """What one person found under one item, with the statement as it was asked."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="answers")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=48)
    statement = models.CharField(max_length=200)
    ok = models.BooleanField()
    note = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["decision", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "code"], name="approvals_item_answered_once"),
        ]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.code}: {'ok' if self.ok else 'not ok'}"
