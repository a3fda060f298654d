"""Channels, programmes, slots in time, and the goods that are shown in them."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from zhanggui.domain.broadcast.states import ChannelClass, ProgrammeKind, SlotState
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.approvals import publishes_only_approved
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only


class Channel(models.Model):
    """A licensed television channel, or the house's own stream."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=16, unique=True)
    name = models.CharField(max_length=60)
    channel_class = models.CharField(max_length=12, choices=[(c.value, c.value) for c in ChannelClass])
    licence_number = models.CharField(max_length=60)
    licensed_from = models.DateField()
    licensed_to = models.DateField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Channel"].as_manager()

    class Meta:
        triggers: ClassVar = [trail.governed()]

    def __str__(self) -> str:
        return self.name


class Programme(models.Model):
    """A show that is repeated in slots."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=16, unique=True)
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=16, choices=[(k.value, k.value) for k in ProgrammeKind])
    synopsis = models.TextField(blank=True)
    created_at = models.DateTimeField()

    objects = LockingQuerySet["Programme"].as_manager()

    class Meta:
        triggers: ClassVar = [trail.governed()]

    def __str__(self) -> str:
        return self.title


class Slot(models.Model):
    """One run of a programme on a channel. Slots of one channel never overlap while they count."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=20, unique=True)
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="slots")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="slots")
    period = DateTimeRangeField()
    host = models.CharField(max_length=60)
    script = models.TextField(help_text="what is said and shown; reviewed before every airing (TV-09)")
    state = models.CharField(
        max_length=12, choices=[(s.value, s.value) for s in SlotState], default=SlotState.PLANNED
    )
    approved_plan = models.ForeignKey(
        "broadcast.SlotPlan", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    planned_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=200, blank=True)

    objects = LockingQuerySet["Slot"].as_manager()

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="broadcast_one_slot_at_a_time",
                expressions=[
                    (
                        Func(F("channel"), F("channel"), Value("[]"), function="uuidrange"),
                        RangeOperators.EQUAL,
                    ),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=~Q(state=SlotState.CANCELLED.value),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["state"],
                condition=Q(state__in=[SlotState.READY.value, SlotState.ON_AIR.value]),
                name="broadcast_slots_that_sell",
            )
        ]
        triggers: ClassVar = [
            publishes_only_approved("approved_plan_id", version_table="broadcast_slotplan"),
            trail.governed(),
        ]

    def __str__(self) -> str:
        return self.number


class SlotPlan(models.Model):
    """A slot as it was submitted for review: script, host, goods, prices, quotas. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="plans")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    submitted_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()

    objects = LockingQuerySet["SlotPlan"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["slot", "number"], name="broadcast_plan_number_once")
        ]
        triggers: ClassVar = [trail.governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.slot_id} {self.number}"


class SlotGoods(models.Model):
    """One SKU in one slot: the short number viewers dial, how many pieces are set aside, and its price."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="goods")
    sku = models.ForeignKey("catalog.Sku", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    item_number = models.CharField(max_length=6)
    quota = models.PositiveIntegerField()
    price = models.ForeignKey(
        "pricing.Price",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="the price it is shown with, since the plan was submitted",
    )
    number_released_at = models.DateTimeField(null=True, blank=True)
    leftover_returned_at = models.DateTimeField(
        null=True, blank=True, help_text="when nothing of the quota was left here any more"
    )
    off_air_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    off_air_at = models.DateTimeField(null=True, blank=True)
    off_air_reason = models.CharField(max_length=200, blank=True)

    objects = LockingQuerySet["SlotGoods"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["slot", "sku"], name="broadcast_sku_once_in_a_slot"),
            models.UniqueConstraint(
                fields=["item_number"],
                condition=Q(number_released_at=None),
                name="broadcast_item_number_is_free",
            ),
            models.CheckConstraint(condition=Q(quota__gt=0), name="broadcast_quota_is_positive"),
            models.CheckConstraint(
                condition=Q(item_number__regex=r"^[0-9]{3,6}$"), name="broadcast_item_number_is_short"
            ),
        ]
        ordering: ClassVar = ["slot", "position"]
        triggers: ClassVar = [trail.governed()]

    def __str__(self) -> str:
        return self.item_number
