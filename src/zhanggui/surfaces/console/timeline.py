"""Where slots lie on the timeline: rows of twenty-four hours, and blocks by their share of the day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from zhanggui.domain.broadcast.models import Channel, ChannelItem, Slot
from zhanggui.domain.broadcast.queries import day_span

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Block:
    """One slot, or something else the channel shows, in a row: from ``left`` on, so ``wide``, in percent."""

    slot: Slot | None
    item: ChannelItem | None
    left: float
    wide: float
    continued: bool
    """Whether it began the day before."""

    @property
    def may_move(self) -> bool:
        """Only what is being planned is moved, and by its beginning."""
        return self.slot is not None and self.slot.state == "planned" and not self.continued


@dataclass(frozen=True, slots=True)
class Row:
    """A day of one channel."""

    channel: Channel
    day: date
    blocks: list[Block] = field(default_factory=list)


def rows(
    channels: Sequence[Channel], days: Sequence[date], slots: Iterable[Slot], items: Iterable[ChannelItem]
) -> list[Row]:
    """A row for each channel and day, with what lies in it."""
    slots, items = list(slots), list(items)
    return [
        Row(channel, day, [*_blocks(channel.pk, day, slots), *_items(channel.pk, day, items)])
        for channel in channels
        for day in days
    ]


def _blocks(channel: UUID, day: date, slots: list[Slot]) -> list[Block]:
    return [
        Block(slot, None, *place)
        for slot in slots
        if slot.channel_id == channel and (place := _place(slot.period.lower, slot.period.upper, day))
    ]


def _items(channel: UUID, day: date, items: list[ChannelItem]) -> list[Block]:
    return [
        Block(None, item, *place)
        for item in items
        if item.channel_id == channel and (place := _place(item.period.lower, item.period.upper, day))
    ]


def _place(starts_at: datetime, ends_at: datetime, day: date) -> tuple[float, float, bool] | None:
    since, until = day_span(day)
    begin, end = max(starts_at, since), min(ends_at, until)
    if begin >= end:
        return None
    return round((begin - since) / DAY * 100, 4), round((end - begin) / DAY * 100, 4), starts_at < since
