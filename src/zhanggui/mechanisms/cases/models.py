"""Cases, what was said and done in them, and the marks their clocks have passed."""

from datetime import datetime
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext

from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.cases.rules import BREACH, Running
from zhanggui.mechanisms.cases.states import Audience, CaseState, Clock
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import RefusesChange, append_only, governed

MOVING = (
    "severity",
    "owner_id",
    "owned_since",
    "state",
    "round",
    "round_started_at",
    "respond_by",
    "answer_by",
    "resolve_by",
    "responded_at",
    "answered_at",
    "resolved_at",
    "closed_at",
    "level",
    "next_mark_at",
    "cause",
    "finding",
    "rectification",
)
"""The columns that change while a case lives. All others stay as they were at its opening."""


class CaseQuerySet(LockingQuerySet["Case"]):
    """Cases, as the desk speaks of them."""

    def alive(self) -> "CaseQuerySet":
        return self.filter(closed_at=None)

    def running(self) -> "CaseQuerySet":
        """Not yet resolved: at least one clock may still run."""
        return self.filter(resolved_at=None, closed_at=None)

    def marked_by(self, at: datetime) -> "CaseQuerySet":
        """With a mark to raise at this moment."""
        return self.filter(next_mark_at__lte=at)

    def most_urgent_first(self) -> "CaseQuerySet":
        return self.order_by(F("next_mark_at").asc(nulls_last=True), "opened_at", "id")


class Case(models.Model):
    """Something that went wrong, or was asked, and is not forgotten."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=24, unique=True)
    kind = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    subject_type = models.CharField(max_length=64)
    subject_id = models.UUIDField(unique=True)
    thread_type = models.CharField(max_length=64)
    thread_id = models.UUIDField(db_index=True)
    severity = models.CharField(max_length=32)
    party = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    opened_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    owner = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    owned_since = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=16, choices=[(s.value, s.value) for s in CaseState])

    round = models.PositiveSmallIntegerField(default=1)
    round_started_at = models.DateTimeField()
    respond_by = models.DateTimeField(null=True, blank=True)
    answer_by = models.DateTimeField(null=True, blank=True)
    resolve_by = models.DateTimeField(null=True, blank=True)
    responded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    level = models.PositiveSmallIntegerField(default=0)
    next_mark_at = models.DateTimeField(null=True, blank=True)
    cause = models.CharField(max_length=48, blank=True)
    finding = models.TextField(blank=True)
    rectification = models.TextField(blank=True)

    objects: ClassVar = CaseQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["next_mark_at"], condition=Q(next_mark_at__isnull=False), name="cases_next_mark"
            ),
            models.Index(fields=["kind", "state", "opened_at"], name="cases_desk"),
            models.Index(fields=["party", "opened_at"], name="cases_of_party"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(resolved_at__isnull=False),
                name="cases_closed_was_resolved",
            ),
            models.CheckConstraint(
                condition=(Q(state=CaseState.CLOSED) & Q(closed_at__isnull=False))
                | (~Q(state=CaseState.CLOSED) & Q(closed_at=None)),
                name="cases_closed_has_time",
            ),
            models.CheckConstraint(
                condition=Q(respond_by__gte=F("opened_at")) | Q(respond_by=None),
                name="cases_respond_by_after_opening",
            ),
        ]
        triggers: ClassVar = [
            RefusesChange(name="opening_stays", operation=pgtrigger.Update, arguments=MOVING),
            RefusesChange(name="kept", operation=pgtrigger.Delete),
            governed(ignore=("next_mark_at",)),
        ]

    def __str__(self) -> str:
        return f"{self.number} {gettext(self.title)}"

    def clocks(self) -> list[Running]:
        """The clocks that were set for this case, running or stopped.

        A reopened case has been responded to and answered in its first round: only its solution is awaited.
        """
        clocks = [
            (Clock.RESPOND, self.opened_at, self.respond_by, self.responded_at),
            (Clock.ANSWER, self.opened_at, self.answer_by, self.answered_at),
            (Clock.RESOLVE, self.round_started_at, self.resolve_by, self.resolved_at),
        ]
        return [
            Running(clock, start, due, stop or self.closed_at)
            for clock, start, due, stop in (clocks if self.round == 1 else clocks[2:])
            if due is not None
        ]

    @property
    def due_by_clock(self) -> dict[str, str]:
        """The due moment of each clock that was set, written for a fact."""
        return {running.clock.value: running.due_at.isoformat() for running in self.clocks()}


class CaseEvent(models.Model):
    """One thing said or done in a case, in order."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    at = models.DateTimeField()
    account = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    verb = models.CharField(max_length=16)
    audience = models.CharField(max_length=8, choices=[(a.value, a.value) for a in Audience])
    text = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["case", "at", "id"]
        indexes: ClassVar = [models.Index(fields=["case", "at"], name="cases_event_in_order")]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb}"


class ClockMark(models.Model):
    """A clock of a case passed this share of its time, noticed once. 100 percent is a breach."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="marks")
    round = models.PositiveSmallIntegerField()
    clock = models.CharField(max_length=8, choices=[(c.value, c.value) for c in Clock])
    percent = models.PositiveSmallIntegerField()
    due_at = models.DateTimeField()
    noticed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "round", "clock", "percent"], name="cases_mark_once"),
            models.CheckConstraint(condition=Q(percent__gte=1, percent__lte=BREACH), name="cases_percent"),
        ]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.clock} {self.percent}%"
