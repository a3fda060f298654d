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


@trail.fact("broadcast.article_changed", "{item_number} on {number}: quota {quota}, {minutes} minutes")
@dataclass(frozen=True, kw_only=True)
class ArticleChanged:
    number: str
    item_number: str
    quota: int
    minutes: int


@trail.fact("broadcast.goods_arranged", "The running order of {number} was changed")
@dataclass(frozen=True, kw_only=True)
class GoodsArranged:
    number: str
    order: list[str]


@trail.fact("broadcast.slot_copied", "The slot {number} was planned like {copied}")
@dataclass(frozen=True, kw_only=True)
class SlotCopied:
    number: str
    copied: str


@trail.fact("broadcast.rerun_planned", "A re-run of {aired} was planned: {number}")
@dataclass(frozen=True, kw_only=True)
class RerunPlanned:
    number: str
    aired: str


@trail.fact("broadcast.days_copied", "{slots} slots from {first} on were planned again from {to} on")
@dataclass(frozen=True, kw_only=True)
class DaysCopied:
    channel: str
    first: str
    to: str
    slots: int


@trail.fact("broadcast.template_saved", "The template {name} was kept, {slots} slots")
@dataclass(frozen=True, kw_only=True)
class TemplateSaved:
    name: str
    slots: int


@trail.fact("broadcast.template_applied", "{day} was planned by the template {name}, {slots} slots")
@dataclass(frozen=True, kw_only=True)
class TemplateApplied:
    name: str
    day: str
    slots: int


@trail.fact("broadcast.item_noted", "{title} was noted on {channel} ({kind})")
@dataclass(frozen=True, kw_only=True)
class ItemNoted:
    channel: str
    kind: str
    title: str


@trail.fact("broadcast.item_dropped", "{title} was taken off {channel} ({kind})")
@dataclass(frozen=True, kw_only=True)
class ItemDropped:
    channel: str
    kind: str
    title: str


@trail.fact("broadcast.gate_turned", "The gate of {number} is answered otherwise than before")
@dataclass(frozen=True, kw_only=True)
class GateTurned:
    number: str
    failed: list[str]


@trail.fact("broadcast.reminder_asked", "A customer wants to be reminded of {number}")
@dataclass(frozen=True, kw_only=True)
class ReminderAsked:
    number: str


@trail.fact("broadcast.reminder_dropped", "A customer does not want to be reminded of {number} any more")
@dataclass(frozen=True, kw_only=True)
class ReminderDropped:
    number: str


@trail.fact("broadcast.reminders_sent", "{customers} customers were reminded of {number}")
@dataclass(frozen=True, kw_only=True)
class RemindersSent:
    number: str
    customers: int


@trail.fact("broadcast.schedule_imported", "{slots} slots were taken in from a sheet of {rows} rows")
@dataclass(frozen=True, kw_only=True)
class ScheduleImported:
    rows: int
    slots: int


@trail.fact("broadcast.waiting_joined", "Somebody waits for {item_number}: {quantity} pieces")
@dataclass(frozen=True, kw_only=True)
class WaitingJoined:
    item_number: str
    quantity: int
    channel: str


@trail.fact("broadcast.waiting_left", "Somebody waits for {item_number} no longer")
@dataclass(frozen=True, kw_only=True)
class WaitingLeft:
    item_number: str


@trail.fact(
    "broadcast.waiting_served", "The waiting list of {item_number}: {offered} offers made, {lapsed} lapsed"
)
@dataclass(frozen=True, kw_only=True)
class WaitingServed:
    item_number: str
    offered: int
    lapsed: int


@trail.fact("broadcast.offer_taken", "Place {number} of the waiting list was taken up by an order")
@dataclass(frozen=True, kw_only=True)
class OfferTaken:
    number: int
    order: str


@trail.fact("broadcast.recording_stored", "The recording of {number} was filed: {reference}")
@dataclass(frozen=True, kw_only=True)
class RecordingStored:
    number: str
    reference: str


@trail.fact("broadcast.material_withdrawn", "The slot {number} shows advertisement {asset} no more")
@dataclass(frozen=True, kw_only=True)
class MaterialWithdrawn:
    number: str
    asset: str
