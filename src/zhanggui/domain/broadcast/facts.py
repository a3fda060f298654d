"""What happened on air."""

from dataclasses import dataclass

from zhanggui.mechanisms import trail


@trail.fact("broadcast.channel_opened", "The channel {name} ({channel_class}) was opened")
@dataclass(frozen=True, kw_only=True)
class ChannelOpened:
    code: str
    name: str
    channel_class: str
    licence: str


@trail.fact("broadcast.programme_created", "The programme {title} was created")
@dataclass(frozen=True, kw_only=True)
class ProgrammeCreated:
    code: str
    title: str
    kind: str


@trail.fact("broadcast.slot_planned", "The slot {number} was planned: {programme}, {starts_at}")
@dataclass(frozen=True, kw_only=True)
class SlotPlanned:
    number: str
    programme: str
    starts_at: str
    ends_at: str


@trail.fact("broadcast.slot_changed", "The slot {number} was changed: {starts_at}")
@dataclass(frozen=True, kw_only=True)
class SlotChanged:
    number: str
    starts_at: str
    ends_at: str


@trail.fact("broadcast.goods_put_on", "{sku} was put on {number} as {item_number}, quota {quota}")
@dataclass(frozen=True, kw_only=True)
class GoodsPutOnSlot:
    number: str
    sku: str
    item_number: str
    quota: int


@trail.fact("broadcast.goods_taken_off", "{item_number} was taken off {number}")
@dataclass(frozen=True, kw_only=True)
class GoodsTakenOffSlot:
    number: str
    item_number: str


@trail.fact(
    "broadcast.slot_submitted", "The slot {number} was submitted for programme review, {goods} articles"
)
@dataclass(frozen=True, kw_only=True)
class SlotSubmitted:
    number: str
    goods: int


@trail.fact("broadcast.plan_approved", "The plan of slot {number} was approved")
@dataclass(frozen=True, kw_only=True)
class PlanApproved:
    number: str


@trail.fact("broadcast.slot_returned", "The slot {number} was returned to planning")
@dataclass(frozen=True, kw_only=True)
class SlotReturned:
    number: str


@trail.fact("broadcast.slot_confirmed", "The slot {number} was confirmed; {pieces} pieces were set aside")
@dataclass(frozen=True, kw_only=True)
class SlotConfirmed:
    number: str
    pieces: int


@trail.fact("broadcast.slot_started", "The slot {number} went on air")
@dataclass(frozen=True, kw_only=True)
class SlotStarted:
    number: str
    planned_at: str


@trail.fact("broadcast.slot_ended", "The slot {number} ended; {returned} pieces went back to sale")
@dataclass(frozen=True, kw_only=True)
class SlotEnded:
    number: str
    returned: int


@trail.fact("broadcast.slot_cancelled", "The slot {number} was cancelled")
@dataclass(frozen=True, kw_only=True)
class SlotCancelled:
    number: str
    returned: int


@trail.fact("broadcast.quota_moved", "The quota of {item_number} was changed from {before} to {after}")
@dataclass(frozen=True, kw_only=True)
class QuotaMoved:
    item_number: str
    before: int
    after: int


@trail.fact("broadcast.taken_off_air", "{item_number} was taken off air")
@dataclass(frozen=True, kw_only=True)
class TakenOffAir:
    number: str
    item_number: str
    returned: int


@trail.fact("broadcast.leftover_returned", "{returned} pieces of {item_number} came back after the slot")
@dataclass(frozen=True, kw_only=True)
class LeftoverReturned:
    item_number: str
    returned: int
