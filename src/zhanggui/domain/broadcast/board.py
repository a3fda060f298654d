"""The schedule as a planner looks at it: a day of all channels, a week of one, and the rundown of a slot."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from zhanggui.domain.broadcast.capabilities import SEE_SLOTS
from zhanggui.domain.broadcast.holding import left_of
from zhanggui.domain.broadcast.models import ChannelItem, DayTemplate, Slot, SlotGoods
from zhanggui.domain.broadcast.queries import slots_of
from zhanggui.domain.broadcast.rundown import Span, spans
from zhanggui.domain.broadcast.states import SlotState
from zhanggui.domain.catalog.queries import OnAirGoods, on_air_goods
from zhanggui.domain.pricing.queries import Offer, offers_of
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms.ledger import Balance


def slots_between(since: datetime, until: datetime, *, by: Actor, channels: Iterable[UUID]) -> list[Slot]:
    """The slots of these channels that touch this time, in their order; cancelled ones are not shown."""
    found = slots_of(by).filter(channel__in=list(channels), period__overlap=(since, until))
    return list(found.exclude(state=SlotState.CANCELLED).order_by("channel__code", "period"))


def items_between(
    since: datetime, until: datetime, *, by: Actor, channels: Iterable[UUID]
) -> list[ChannelItem]:
    """What else these channels show in this time."""
    by.require(SEE_SLOTS)
    found = ChannelItem.objects.filter(channel__in=list(channels), period__overlap=(since, until))
    return list(found.order_by("channel__code", "period"))


def templates(channel_id: UUID | None = None) -> list[DayTemplate]:
    """The patterns of days, of one channel or of all."""
    found = DayTemplate.objects.select_related("channel").order_by("name")
    return list(found.filter(channel=channel_id) if channel_id else found)


@dataclass(frozen=True, slots=True)
class RundownLine:
    """One article of the rundown: when it is shown, what it is, what it costs then, what is left."""

    span: Span
    article: SlotGoods
    known: OnAirGoods
    offer: Offer
    left: Balance


@dataclass(frozen=True, slots=True)
class Rundown:
    """A slot minute by minute. ``spare`` is how many minutes nobody has planned."""

    slot: Slot
    lines: list[RundownLine]
    spare: int
    taken_off: list[RundownLine] = field(default_factory=list)
    """Articles that were taken off air, each with the time until then."""


def rundown_of(slot_id: UUID, *, by: Actor, at: datetime) -> Rundown:
    """The rundown with the prices its buyers pay, in the same few statements. Raises ``NotFound``."""
    slot = slots_of(by).filter(pk=slot_id).first()
    if slot is None:
        raise NotFound
    goods = list(slot.goods.select_related("price", "sku").order_by("position", "item_number"))
    skus = [one.sku_id for one in goods]
    known = on_air_goods(skus)
    offers: Mapping[UUID, Offer] = offers_of(
        skus, at=max(slot.period.lower, min(at, slot.period.upper)), from_slot=True
    )
    shown = [one for one in goods if one.off_air_at is None]
    times = dict(
        zip(
            (one.id for one in shown),
            spans(slot.period.lower, slot.period.upper, [one.minutes for one in shown]),
            strict=True,
        )
    )
    left = left_of(goods)

    def line(one: SlotGoods) -> RundownLine:
        span = times.get(one.id) or _until_taken_off(slot, one)
        return RundownLine(span, one, known[one.sku_id], offers[one.sku_id], left[one.id])

    lines = [line(one) for one in shown]
    end = lines[-1].span.ends_at if lines else slot.period.lower
    spare = round((slot.period.upper - end).total_seconds() / 60)
    return Rundown(slot, lines, spare, [line(one) for one in goods if one.off_air_at is not None])


def _until_taken_off(slot: Slot, article: SlotGoods) -> Span:
    begins, ends = slot.started_at or slot.period.lower, article.off_air_at or slot.period.upper
    return Span(min(begins, ends), ends, fits=True)
