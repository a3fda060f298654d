"""How we hear of parcels: the line to each carrier, its label numbers, and which parcels are followed."""

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from zhanggui.domain.delivery.states import FollowState, Tracker
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.trail import governed
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import RefusesChange, append_only, frozen_once


class CarrierLine(models.Model):
    """What was agreed with a carrier about its news and its liability (EX-07).

    ``code`` is the carrier's name at the tracker. ``liability_fen`` is what it owes at most for a parcel
    whose value was not declared, ``declared_most_fen`` the highest value it lets us declare.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    carrier = models.OneToOneField("partners.Carrier", on_delete=models.PROTECT, related_name="line")
    tracker = models.CharField(max_length=12, choices=[(t.value, t.value) for t in Tracker])
    code = models.CharField(max_length=40)
    liability_fen = models.PositiveBigIntegerField()
    declared_most_fen = models.PositiveBigIntegerField()
    agreed_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    agreed_at = models.DateTimeField()

    objects = LockingQuerySet["CarrierLine"].as_manager()

    class Meta:
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return f"{self.tracker} {self.code}"


class LabelRange(models.Model):
    """Numbers a carrier gave us for labels: ``prefix`` and a running number from ``first`` to ``last``.

    ``next`` only grows, and no two ranges of a carrier overlap: a number is given out once, ever.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    carrier = models.ForeignKey("partners.Carrier", on_delete=models.PROTECT, related_name="label_ranges")
    prefix = models.CharField(max_length=8)
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    next = models.BigIntegerField()
    opened_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    opened_at = models.DateTimeField()

    objects = LockingQuerySet["LabelRange"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(first__gt=0, last__gte=F("first"), next__gte=F("first"), next__lte=F("last") + 1),
                name="delivery_range_in_its_bounds",
            ),
            ExclusionConstraint(
                name="delivery_ranges_apart",
                expressions=[
                    (
                        Func(F("carrier"), F("carrier"), Value("[]"), function="uuidrange"),
                        RangeOperators.EQUAL,
                    ),
                    (
                        Func(F("first"), F("last"), Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]
        triggers: ClassVar = [
            governed(),
            frozen_once("numbers_stay", pgtrigger.Q(old__id__isnull=False), except_columns=["next"]),
            RefusesChange(
                name="never_back",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__next__lt=pgtrigger.F("old__next")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.prefix}{self.first}–{self.last}"

    @property
    def left(self) -> int:
        """How many numbers have not been given out."""
        return self.last + 1 - self.next


class Label(models.Model):
    """A number given to a parcel for its label. Never changed, never given again."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    range = models.ForeignKey(LabelRange, on_delete=models.PROTECT, related_name="labels", db_index=False)
    carrier = models.ForeignKey(
        "partners.Carrier", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    serial = models.BigIntegerField()
    number = models.CharField(max_length=40)
    shipment = models.ForeignKey("delivery.Shipment", on_delete=models.PROTECT, related_name="labels")
    declared_fen = models.PositiveBigIntegerField(default=0, help_text="0: no value was declared")
    issued_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    issued_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["range", "serial"], name="delivery_serial_once"),
            models.UniqueConstraint(fields=["carrier", "number"], name="delivery_label_number_once"),
        ]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return self.number


class Following(models.Model):
    """That we asked to be told of a parcel, how often we had to ask, and how it ended."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    shipment = models.OneToOneField("delivery.Shipment", on_delete=models.PROTECT, related_name="following")
    tracker = models.CharField(max_length=12, choices=[(t.value, t.value) for t in Tracker])
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in FollowState])
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    followed_at = models.DateTimeField(null=True, blank=True)
    last_answer = models.CharField(max_length=200, blank=True)

    objects = LockingQuerySet["Following"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="waiting", next_try_at__isnull=False)
                | ~Q(state="waiting") & Q(next_try_at=None),
                name="delivery_asks_again_while_waiting",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["next_try_at"], condition=Q(state="waiting"), name="delivery_to_be_followed")
        ]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return str(self.shipment)


class HeardCall(models.Model):
    """A signed call that was accepted. The same call, overheard and played again, is refused."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    caller = models.CharField(max_length=40)
    nonce = models.CharField(max_length=64)
    heard_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["caller", "nonce"], name="delivery_call_heard_once")
        ]
        indexes: ClassVar = [models.Index(fields=["heard_at"], name="delivery_heard_calls")]

    def __str__(self) -> str:
        return f"{self.caller} {self.nonce}"


class Lane(models.Model):
    """How long a carrier's parcels took from one province to another: counted every night.

    ``tally`` says how many were signed for on the day of the hand-over, one day later, two, and so on; its
    last place counts all that took longer.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    carrier = models.ForeignKey(
        "partners.Carrier", on_delete=models.PROTECT, related_name="lanes", db_index=False
    )
    origin = models.CharField(max_length=40)
    destination = models.CharField(max_length=40)
    tally = ArrayField(models.PositiveIntegerField())
    parcels = models.PositiveIntegerField()
    counted_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["carrier", "origin", "destination"], name="delivery_lane_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["destination"], name="delivery_lanes_to")]

    def __str__(self) -> str:
        return f"{self.origin} → {self.destination}"


class LanePromise(models.Model):
    """Within how many days enough parcels came from one province to another, whoever carried them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    origin = models.CharField(max_length=40)
    destination = models.CharField(max_length=40)
    days = models.PositiveSmallIntegerField()
    parcels = models.PositiveIntegerField()
    counted_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["destination", "origin"], name="delivery_lane_promised_once")
        ]

    def __str__(self) -> str:
        return f"{self.origin} → {self.destination}: {self.days}"


class PickupPoint(models.Model):
    """Where parcels can be collected by people to whom no carrier of ours goes (B-7.1.3)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=80)
    province = models.CharField(max_length=40)
    city = models.CharField(max_length=40)
    district = models.CharField(max_length=40, blank=True)
    street = models.CharField(max_length=120)
    hours = models.CharField(max_length=60)
    serves = ArrayField(models.CharField(max_length=40), help_text="provinces whose people may collect here")
    opened_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["PickupPoint"].as_manager()

    class Meta:
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return self.name
