"""The policy library (合规制度): policies, their reviewed versions, who read them, what the public said."""

from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from zhanggui.domain.compliance.models.register import AREAS, ROLES
from zhanggui.domain.compliance.states import OPEN, Audience, Impact, PolicyState
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.approvals import frozen_once_submitted, publishes_only_approved
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only


class Policy(models.Model):
    """A policy of the house, or a rule of the platform that binds the public too."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=80)
    area = models.CharField("side of the business", max_length=16, choices=AREAS)
    audience = models.CharField(
        "whom it binds", max_length=12, choices=[(one.value, one.value) for one in Audience]
    )
    owner = models.CharField(max_length=32, choices=ROLES)
    readers = ArrayField(models.CharField(max_length=32), default=list, blank=True)
    created_at = models.DateTimeField()

    objects = LockingQuerySet["Policy"].as_manager()

    class Meta:
        triggers: ClassVar = [trail.governed()]

    def __str__(self) -> str:
        return self.title


class PolicyVersion(models.Model):
    """One version of a policy as somebody wrote it; frozen once submitted, kept for ever."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=12, choices=[(one.value, one.value) for one in PolicyState], default=PolicyState.DRAFT
    )
    text = models.TextField()
    changes = models.CharField(max_length=1000, blank=True)
    impact = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Impact])
    basis = ArrayField(models.CharField(max_length=40), default=list)
    effective_on = models.DateField()
    comments_from = models.DateField(null=True, blank=True)
    comments_until = models.DateField(null=True, blank=True)
    author = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, blank=True, help_text="sha256 of the frozen content")
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["PolicyVersion"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["policy", "number"], name="compliance_version_number_once"),
            models.UniqueConstraint(
                fields=["policy"], condition=Q(state__in=OPEN), name="compliance_one_open_version"
            ),
            models.CheckConstraint(
                condition=Q(comments_from=None, comments_until=None)
                | Q(comments_until__gte=F("comments_from")),
                name="compliance_comments_end_after_they_begin",
            ),
        ]
        triggers: ClassVar = [frozen_once_submitted(except_columns=("state", "decided_at")), trail.governed()]

    def __str__(self) -> str:
        return f"{self.policy} v{self.number}"

    def open_for_comments(self, day: date) -> bool:
        """Whether the public may say something about it on that day."""
        last = self.comments_until
        return self.state == PolicyState.COMMENTED and last is not None and day <= last


class Release(models.Model):
    """An approved version was published, and holds from its day on. The database keeps the days of notice."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="releases")
    version = models.OneToOneField(PolicyVersion, on_delete=models.PROTECT, related_name="release")
    published_at = models.DateTimeField()
    published_on = models.DateField()
    effective_on = models.DateField()
    notice_days = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(notice_days=0, effective_on__gte=F("published_on"))
                | Q(effective_on__gt=F("published_on") + F("notice_days")),
                name="compliance_notice_before_effect",
            ),
            models.UniqueConstraint(fields=["policy", "effective_on"], name="compliance_one_version_a_day"),
        ]
        triggers: ClassVar = [
            publishes_only_approved("version_id", version_table="compliance_policyversion"),
            append_only(),
            trail.governed(),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.effective_on:%Y-%m-%d}"


class Comment(models.Model):
    """What somebody of the public said about a rule while it was open for comments."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="comments")
    who = models.CharField(max_length=80)
    text = models.CharField(max_length=1000)
    recorded_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["version", "recorded_at"], name="compliance_comments")]
        triggers: ClassVar = [append_only(), trail.governed()]

    def __str__(self) -> str:
        return self.text[:60]


class Acknowledgement(models.Model):
    """Somebody whose post it concerns has read a version."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="acknowledgements")
    account = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    acknowledged_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "account"], name="compliance_acknowledged_once")
        ]
        triggers: ClassVar = [append_only(), trail.governed()]

    def __str__(self) -> str:
        return f"{self.version_id} {self.account_id}"


class PolicyReview(models.Model):
    """The yearly look at a policy that needed no change."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="reviews")
    note = models.CharField(max_length=1000)
    reviewed_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()

    class Meta:
        triggers: ClassVar = [append_only(), trail.governed()]

    def __str__(self) -> str:
        return f"{self.policy_id} {self.reviewed_at:%Y-%m-%d}"
