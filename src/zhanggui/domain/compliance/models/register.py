"""The legal-basis register (法规依据台账): texts, what they demand of the house, and who looked at it."""

from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from zhanggui.domain.compliance.states import Area, Right
from zhanggui.identity.roles import STAFF
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import trail
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only

ROLES = [(role.value, role.value) for role in sorted(STAFF)]
AREAS = [(area.value, area.value) for area in Area]
RIGHTS = [(right.value, right.value) for right in Right]

LAST_RESULTS = """ARRAY(SELECT s.status FROM controls_snapshot s
    WHERE s.taken_on = (SELECT max(taken_on) FROM controls_snapshot)
      AND s.control = ANY (compliance_obligation.controls))"""
"""What the controls that prove an obligation said when they were last asked for the day."""


class Instrument(models.Model):
    """A law, regulation or standard that binds the house, and from when to when it is in force."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    number = models.CharField(max_length=80, blank=True)
    issuer = models.CharField(max_length=80)
    version = models.CharField(max_length=40)
    in_force_from = models.DateField()
    in_force_to = models.DateField(null=True, blank=True)
    successor = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="predecessors", null=True, blank=True
    )

    objects = LockingQuerySet["Instrument"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(in_force_to=None) | Q(in_force_to__gte=F("in_force_from")),
                name="compliance_in_force_before_repealed",
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | Q(in_force_to__isnull=False),
                name="compliance_only_repealed_succeeded",
            ),
        ]
        triggers: ClassVar = [trail.governed()]

    def __str__(self) -> str:
        return self.name

    def in_force(self, day: date) -> bool:
        """Whether it binds the house on that day."""
        return self.in_force_from <= day and (self.in_force_to is None or day <= self.in_force_to)


class ObligationQuerySet(LockingQuerySet["Obligation"]):
    """Obligations, and how they stand."""

    def active(self) -> "ObligationQuerySet":
        """Those that bind the house now."""
        return self.filter(retired_at=None)

    def with_results(self) -> "ObligationQuerySet":
        """Each with ``said``: what the controls that prove it said when they were last asked."""
        said = RawSQL(LAST_RESULTS, (), output_field=ArrayField(models.TextField()))  # noqa: S611 (a constant)
        return self.annotate(said=said)


class Obligation(models.Model):
    """What one article demands of the house, who answers for it, and the controls that prove it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=40, unique=True)
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="obligations")
    article = models.CharField(max_length=40)
    demand = models.CharField("what is demanded", max_length=400)
    area = models.CharField("side of the business", max_length=16, choices=AREAS)
    right = models.CharField(max_length=16, choices=RIGHTS, blank=True)
    owner = models.CharField(max_length=32, choices=ROLES)
    controls = ArrayField(models.CharField(max_length=120), default=list)
    norms = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    registered_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = ObligationQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["area"], condition=Q(retired_at=None), name="compliance_active")
        ]
        triggers: ClassVar = [trail.governed()]

    def __str__(self) -> str:
        return f"{self.code} {self.demand}"[:80]


class RegisterReview(models.Model):
    """The compliance officer looked through the register and the scope of both norms, and confirmed them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reviewed_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()
    instruments = models.PositiveIntegerField()
    obligations = models.PositiveIntegerField()
    uncovered = ArrayField(models.CharField(max_length=16), default=list)
    note = models.CharField(max_length=1000)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-reviewed_at"], name="compliance_reviews_by_time")]
        triggers: ClassVar = [append_only(), trail.governed()]

    def __str__(self) -> str:
        return f"{self.reviewed_at:%Y-%m-%d}"


class ChangeWatch(models.Model):
    """One look, each month, at where law is announced: what was checked, found and decided."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    month = models.DateField(help_text="the first day of the month looked at")
    sources = ArrayField(models.CharField(max_length=120))
    found = models.CharField(max_length=1000)
    decision = models.CharField(max_length=1000)
    watched_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    watched_at = models.DateTimeField()

    class Meta:
        verbose_name = "law check"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["month", "watched_at"], name="compliance_watch_once"),
            models.CheckConstraint(condition=Q(sources__len__gte=1), name="compliance_watch_has_sources"),
        ]
        triggers: ClassVar = [append_only(), trail.governed()]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
