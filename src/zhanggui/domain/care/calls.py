"""Telephone calls as the telephone system tells them, what came of them, and whom to call back."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from zhanggui.domain.care.states import (
    CallBackReason,
    CallBackState,
    CallEventKind,
    CallResult,
    CallState,
)
from zhanggui.identity.mobile import masked
from zhanggui.kernel.ids import new_id
from zhanggui.schema.encrypted import EncryptedTextField
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only, governed


class Call(models.Model):
    """One call from outside. Its times are the telephone system's; who accepted it at a desk is ours."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=80, unique=True, help_text="the telephone system's name for it")
    caller = EncryptedTextField(null=True, blank=True)
    """The number that called, unless it was withheld."""
    caller_hash = models.CharField(max_length=64, blank=True)
    line = models.CharField(max_length=24, blank=True, help_text="the number that was called")
    customer = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="calls", null=True, blank=True
    )
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in CallState])
    arrived_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    agent = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="answered_calls", null=True, blank=True
    )
    recording = models.CharField(max_length=200, blank=True, help_text="where the recording is kept")
    note = models.TextField(blank=True)

    objects = LockingQuerySet["Call"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(answered_at__gte=F("arrived_at")),
                name="care_call_answered_after_it_came",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["arrived_at"], condition=Q(state="waiting"), name="care_calls_waiting"),
            models.Index(fields=["-arrived_at"], name="care_call_latest"),
            models.Index(fields=["customer", "-arrived_at"], name="care_call_of_customer"),
            models.Index(fields=["caller_hash", "-arrived_at"], name="care_call_from"),
            models.Index(fields=["agent", "-arrived_at"], name="care_call_by_agent"),
        ]
        triggers: ClassVar = [governed(secret=["caller"])]

    def __str__(self) -> str:
        return self.reference

    def masked_caller(self) -> str:
        """The number as screens show it."""
        return masked(self.caller) if self.caller else ""


class CallEvent(models.Model):
    """One thing the telephone system told, as it told it. Told twice, it is kept once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="events")
    name = models.CharField(max_length=80, unique=True, help_text="the telephone system's name for it")
    kind = models.CharField(max_length=12, choices=[(k.value, k.value) for k in CallEventKind])
    happened_at = models.DateTimeField()
    heard_at = models.DateTimeField()

    class Meta:
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.kind} {self.happened_at:%H:%M:%S}"


class CallFruit(models.Model):
    """What came of a call: an order, a complaint, a question, a call-back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="fruits")
    result = models.CharField(max_length=12, choices=[(r.value, r.value) for r in CallResult])
    subject_id = models.UUIDField(unique=True)
    number = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["by", "at"], condition=Q(result="order"), name="care_orders_by_agent")
        ]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.result} {self.number}"


class CallBack(models.Model):
    """Somebody to call: because they asked, or because nobody answered them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reason = models.CharField(max_length=8, choices=[(r.value, r.value) for r in CallBackReason])
    number = EncryptedTextField()
    number_hash = models.CharField(max_length=64)
    customer = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="call_backs", null=True, blank=True
    )
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="call_backs", null=True, blank=True)
    matter = models.CharField(max_length=200, blank=True)
    state = models.CharField(
        max_length=8, choices=[(s.value, s.value) for s in CallBackState], default=CallBackState.OPEN
    )
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    """Until when somebody should have tried; fixed when it is asked."""
    not_before = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    agent = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=400, blank=True)

    objects = LockingQuerySet["CallBack"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["number_hash"], condition=Q(ended_at=None), name="care_one_call_back_at_a_time"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=Q(ended_at=None), name="care_call_backs_due"),
            models.Index(fields=["-asked_at"], name="care_call_back_latest"),
        ]
        triggers: ClassVar = [governed(secret=["number"])]

    def __str__(self) -> str:
        return f"{self.reason} {self.asked_at:%Y-%m-%d %H:%M}"

    def masked_number(self) -> str:
        """The number as screens show it."""
        return masked(self.number) if self.number else ""
