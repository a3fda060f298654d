"""Arithmetic of a channel's day: minutes of advertising and public service, dramas around a moment. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from zhanggui.kernel.clock import SHANGHAI

Run = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Item:
    """Something else a channel shows: a drama, a commercial, a public-service advertisement."""

    kind: str
    title: str
    starts_at: datetime
    ends_at: datetime


def runs(items: Iterable[Item], kind: str) -> list[Run]:
    """When things of this kind run."""
    return [(one.starts_at, one.ends_at) for one in items if one.kind == kind]


def public_service_percent(items: Sequence[Item], commercial: Iterable[Run], day: date) -> float:
    """Public-service time as a percentage of commercial time on that day of Shanghai."""
    since = datetime.combine(day, time(0), tzinfo=SHANGHAI)
    until = since + timedelta(days=1)
    sold = minutes_within(commercial, since, until)
    given = minutes_within(runs(items, "public_service"), since, until)
    return 100.0 if sold == 0 else given * 100 / sold


def in_the_evening(items: Iterable[Item], day: date, hours: tuple[int, int]) -> int:
    """How many public-service items begin between these hours of that day."""
    begun = [since.astimezone(SHANGHAI) for since, _ in runs(items, "public_service")]
    return sum(one.date() == day and hours[0] <= one.hour < hours[1] for one in begun)


def around(items: Iterable[Item], kind: str, starts_at: datetime, ends_at: datetime) -> list[str]:
    """What of this kind runs at some moment of that time, by title."""
    return [
        one.title for one in items if one.kind == kind and one.starts_at < ends_at and starts_at < one.ends_at
    ]


def minutes_within(found: Iterable[Run], since: datetime, until: datetime) -> float:
    """How many minutes of these runs fall between the two moments."""
    shares = (min(end, until) - max(begin, since) for begin, end in found)
    return sum((share for share in shares if share > timedelta()), timedelta()) / timedelta(minutes=1)
