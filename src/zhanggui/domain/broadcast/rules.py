"""The gate: what must be in order before a slot may go on, each check with its rule. Pure functions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.norms import norm, source_of

LONGEST = timedelta(hours=12)
EARLY_MINUTES = 15
"""So many minutes before its time a slot may be started."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotToJudge:
    """What the gate must know about a slot."""

    channel_class: str
    licensed_from: date
    licensed_to: date
    programme_kind: str
    starts_at: datetime
    ends_at: datetime
    host: str
    script: str
    shorts_in_the_hour: int
    """Other shopping shorts of the channel that begin in the same clock hours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsToJudge:
    """What the gate must know about one article of the slot.

    ``stops`` are the reasons why it may not be sold at some moment of the slot. ``prices`` are the ids of the
    prices a buyer would pay at its beginning and at its end. ``left`` is how many pieces could be set aside,
    or none if they are set aside already.
    """

    item_number: str
    name: str | None
    category: str
    ban_source: str | None
    maker_name: str
    maker_address: str
    stops: Sequence[str]
    prices: Sequence[object]
    shown_price: object | None
    quota: int
    left: int | None


@dataclass(frozen=True, slots=True)
class Check:
    """One finding of the gate: what was checked, by which rule, whether it is in order, and about what."""

    code: str
    title: str
    rule: str
    passed: bool
    about: str = ""


def judge(slot: SlotToJudge, goods: Sequence[GoodsToJudge]) -> list[Check]:
    """Every check of the gate, passed or not, in the order people work through them."""
    found = [*schedule(slot), Check("goods", "There is something to show", "B-5.3.4", bool(goods))]
    for one in goods:
        found += _goods(one)
    return found


def schedule(slot: SlotToJudge) -> list[Check]:
    """The checks of channel, hours and script."""
    return [
        _licensed(slot),
        _class_may_sell(slot),
        *_hours(slot),
        Check("host", "The host is named", "TV-09", bool(slot.host.strip())),
        *_words(slot),
    ]


def failed(checks: Iterable[Check]) -> list[Check]:
    """Those that are not in order."""
    return [check for check in checks if not check.passed]


def _licensed(slot: SlotToJudge) -> Check:
    first, last = (moment.astimezone(SHANGHAI).date() for moment in (slot.starts_at, slot.ends_at))
    holds = slot.licensed_from <= first and last <= slot.licensed_to
    return Check("licence", "The channel is licensed for the whole slot", "TV-10", holds)


def _class_may_sell(slot: SlotToJudge) -> Check:
    short = slot.programme_kind == "short"
    key = "broadcast.short_closed_classes" if short else "broadcast.shopping_closed_classes"
    closed: Sequence[str] = norm(key, on=slot.starts_at)
    passed = slot.channel_class not in closed
    title = "A channel of this class may show such a programme"
    return Check("channel_class", title, "TV-05" if short else "TV-10", passed)


def _hours(slot: SlotToJudge) -> Iterator[Check]:
    """The hours and lengths of shopping shorts on satellite channels (TV-04)."""
    if slot.channel_class != "satellite" or slot.programme_kind != "short":
        return
    since, until = norm("broadcast.satellite_short_closed_hours", on=slot.starts_at)
    touched = hours_of(slot.starts_at, slot.ends_at)
    free = all(not since <= hour < until for hour in touched)
    yield Check("hours", "It is not in the hours closed to shopping shorts", "TV-04", free)
    longest = timedelta(minutes=norm("broadcast.satellite_short_minutes", on=slot.starts_at))
    yield Check("length", "It is not too long", "TV-04", slot.ends_at - slot.starts_at <= longest)
    most = norm("broadcast.satellite_shorts_per_hour", on=slot.starts_at)
    yield Check("per_hour", "It is the only one of its hour", "TV-04", slot.shorts_in_the_hour < most)


def hours_of(starts_at: datetime, ends_at: datetime) -> list[int]:
    """The clock hours of Shanghai that a slot touches."""
    moment = starts_at.astimezone(SHANGHAI).replace(minute=0, second=0, microsecond=0)
    hours = []
    while moment < ends_at:
        hours.append(moment.hour)
        moment += timedelta(hours=1)
    return hours


def _words(slot: SlotToJudge) -> Iterator[Check]:
    yield Check("script", "There is a script", "TV-09", bool(slot.script.strip()))
    banned: Sequence[str] = norm("broadcast.banned_script_words", on=slot.starts_at)
    said = [word for word in banned if word in slot.script]
    yield Check("words", "The script says nothing that is banned on air", "TV-08", not said, "、".join(said))


def _goods(one: GoodsToJudge) -> Iterator[Check]:
    about = f"{one.item_number} {one.name or ''}".strip()
    stops = [stop for stop in one.stops if stop not in ("not_published", "no_price")]
    published = one.name is not None and "not_published" not in one.stops
    yield Check("published", "Its information is approved and published", "B-2.2.5", published, about)
    yield Check("saleable", "It and its seller may be sold now", "B-2.1.2", not stops, _with(about, stops))
    yield Check(
        "category",
        "Goods of its kind may be shown",
        "TV-06",
        one.ban_source is None,
        _with(about, [one.category]),
    )
    named = bool(one.maker_name.strip() and one.maker_address.strip())
    yield Check("maker", "Maker's name and address are given", "TV-06", named, about)
    priced = None not in one.prices and len(set(one.prices)) == 1
    same = one.shown_price is None or one.shown_price in one.prices
    yield Check("price", "One approved price holds for the whole slot", "B-4.2.3", priced and same, about)
    enough = one.left is None or one.left >= one.quota
    yield Check("stock", "There is stock for its quota", "TV-07", enough, about)


def _with(about: str, more: Sequence[str]) -> str:
    return f"{about} ({', '.join(more)})" if more else about


def ban_source(key: str | None, *, on: datetime) -> str | None:
    """The law behind a ban, or none where there is no ban."""
    return source_of(key, on=on) if key else None
