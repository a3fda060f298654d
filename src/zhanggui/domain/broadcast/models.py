"""Channels, programmes, slots in time, and the goods that are shown in them."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Func, Q, Value

from zhanggui.domain.advertising.states import AiPart
from zhanggui.domain.broadcast.reminder import Reminder as Reminder
from zhanggui.domain.broadcast.states import (
    ChannelClass,
    ItemKind,
    ProgrammeKind,
    SlotState,
    WaitingState,
)
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
    host = models.CharField(max_length=60, help_text="the name as it is shown")
    host_person = models.ForeignKey(
        "identity.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    script = models.TextField(help_text="what is said and shown; reviewed before every airing (TV-09)")
    rerun_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="reruns",
        null=True,
        blank=True,
        help_text="the run that is shown again; it needs an approval of its own (TV-09)",
    )
    materials = ArrayField(
        models.UUIDField(), default=list, blank=True, help_text="advertisements shown in it"
    )
    ai_parts = ArrayField(
        models.CharField(max_length=8, choices=[(part.value, part.value) for part in AiPart]),
        default=list,
        blank=True,
        help_text="what of it a machine made",
    )
    ai_label = models.CharField(max_length=60, blank=True, help_text="the words on screen that say so")
    target_fen = models.BigIntegerField(default=0, help_text="what it is planned to sell")
    gate_failed = ArrayField(
        models.CharField(max_length=24),
        default=list,
        blank=True,
        help_text="checks that were not in order when the gate was last asked",
    )
    gate_asked_at = models.DateTimeField(null=True, blank=True)
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
            ),
            models.Index(fields=["host_person", "period"], name="broadcast_slots_of_host"),
            GistIndex(fields=["period"], name="broadcast_slots_in_time"),
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
        return f"{self.slot} v{self.number}"


class SlotGoods(models.Model):
    """One SKU in one slot: the short number viewers dial, how many pieces are set aside, and its price."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="goods")
    sku = models.ForeignKey("catalog.Sku", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    item_number = models.CharField(max_length=6)
    quota = models.PositiveIntegerField()
    minutes = models.PositiveSmallIntegerField(
        default=0, help_text="how long it is shown; none: an even share of what others leave"
    )
    cue = models.TextField(blank=True, help_text="the passage of the script about it")
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
        indexes: ClassVar = [models.Index(fields=["item_number"], name="broadcast_numbers_ever_shown")]
        ordering: ClassVar = ["slot", "position"]
        triggers: ClassVar = [trail.governed()]

    def __str__(self) -> str:
        return self.item_number


class ChannelItem(models.Model):
    """What else a channel shows that the limits of advertising count: dramas, commercials, public service."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="items")
    kind = models.CharField(max_length=16, choices=[(kind.value, kind.value) for kind in ItemKind])
    title = models.CharField(max_length=120)
    period = DateTimeRangeField()
    noted_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    objects = LockingQuerySet["ChannelItem"].as_manager()

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="broadcast_one_item_at_a_time",
                expressions=[
                    (
                        Func(F("channel"), F("channel"), Value("[]"), function="uuidrange"),
                        RangeOperators.EQUAL,
                    ),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
        ]
        triggers: ClassVar = [trail.governed()]

    def __str__(self) -> str:
        return self.title


class DayTemplate(models.Model):
    """The pattern of a day on a channel: which programme when, and who hosts it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=60, unique=True)
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="templates")
    made_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        triggers: ClassVar = [trail.governed()]

    def __str__(self) -> str:
        return self.name


class TemplateSlot(models.Model):
    """One run of a programme in the pattern of a day, counted in minutes from midnight in Shanghai."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    template = models.ForeignKey(DayTemplate, on_delete=models.PROTECT, related_name="slots")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    starts_minute = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    host_person = models.ForeignKey(
        "identity.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    script = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(starts_minute__lt=1440, minutes__gt=0), name="broadcast_template_within_a_day"
            )
        ]
        ordering: ClassVar = ["template", "starts_minute"]
        triggers: ClassVar = [trail.governed()]

    def __str__(self) -> str:
        return f"{self.starts_minute // 60:02d}:{self.starts_minute % 60:02d}"


class WaitingPlace(models.Model):
    """A customer who waits for a sold-out article; ``number`` is the order in which they are served."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.BigIntegerField(unique=True)
    slot_goods = models.ForeignKey(SlotGoods, on_delete=models.PROTECT, related_name="waiting")
    customer = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    quantity = models.PositiveSmallIntegerField()
    channel = models.CharField(max_length=8)
    state = models.CharField(
        max_length=8, choices=[(s.value, s.value) for s in WaitingState], default=WaitingState.WAITING
    )
    joined_at = models.DateTimeField()
    offered_at = models.DateTimeField(null=True, blank=True)
    offered_until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["WaitingPlace"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["slot_goods", "customer"],
                condition=Q(ended_at=None),
                name="broadcast_one_place_in_the_queue",
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="broadcast_waits_for_something"),
            models.CheckConstraint(
                condition=Q(offered_at=None, offered_until=None) | Q(offered_until__gt=F("offered_at")),
                name="broadcast_an_offer_has_an_end",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["slot_goods", "number"], condition=Q(ended_at=None), name="broadcast_queue"),
        ]
        triggers: ClassVar = [trail.governed()]

    def __str__(self) -> str:
        return str(self.number)


class AirRecord(models.Model):
    """What was aired, as the archive keeps it: script, goods, prices, who hosted and who approved.

    Made when the slot ends, never changed and never deleted (EC-07, LV-01).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slot = models.OneToOneField(Slot, on_delete=models.PROTECT, related_name="record")
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    archived_at = models.DateTimeField()
    keep_until = models.DateField()

    class Meta:
        triggers: ClassVar = [trail.governed(), append_only()]

    def __str__(self) -> str:
        return self.digest[:12]


class Recording(models.Model):
    """Where the recording of a slot lies, and its fingerprint (NT-04, LV-01). A later one adds to it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="recordings")
    reference = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    stored_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    stored_at = models.DateTimeField()
    keep_until = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["slot", "sha256"], name="broadcast_recording_once"),
        ]
        triggers: ClassVar = [trail.governed(), append_only()]

    def __str__(self) -> str:
        return self.reference

        return f"{self.slot_id} {self.asked_at:%Y-%m-%d %H:%M}"
