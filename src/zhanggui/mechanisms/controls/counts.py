"""What can be counted of one day of the past: so much, out of so many. Each package registers its own.

A control says how things stand now; a count says how a day was, whenever it is asked.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet

from zhanggui.kernel.clock import SHANGHAI

Counted = tuple[int, int]
Counting = Callable[[datetime, datetime], Counted]


@dataclass(frozen=True, slots=True)
class DayCount:
    """Something that is counted by the day. ``title`` is an English message id."""

    code: str
    title: str
    count: Counting


_counts: dict[str, DayCount] = {}


def counted(code: str, title: str) -> Callable[[Counting], Counting]:
    """Register what counts from one moment to before another, in the ``counts.py`` of its package."""

    def register(count: Counting) -> Counting:
        known = _counts.setdefault(code, DayCount(code, title, count))
        if known.count is not count:
            raise ValueError(f"Two counts are called {code}")
        return count

    return register


def all_counts() -> Sequence[DayCount]:
    """Everything that is counted by the day, by code."""
    return [_counts[code] for code in sorted(_counts)]


def is_counted(source: str) -> bool:
    """Whether this is the code of a count."""
    return source in _counts


def count_between(code: str, since: datetime, until: datetime) -> Counted:
    """The count of a longer stretch."""
    return _counts[code].count(since, until)


def count_day(code: str, day: date) -> Counted:
    """The count of one day of Shanghai."""
    since = datetime.combine(day, time(), SHANGHAI)
    return count_between(code, since, since + timedelta(days=1))


def between(rows: QuerySet[Any], moment: str, since: datetime, until: datetime) -> QuerySet[Any]:
    """The rows whose moment lies there."""
    return rows.filter(**{f"{moment}__gte": since, f"{moment}__lt": until})


def sums(rows: QuerySet[Any], amount: Any, out_of: Any) -> Counted:
    """Two sums over the same rows."""
    found = rows.aggregate(amount=amount, out_of=out_of)
    return int(found["amount"] or 0), int(found["out_of"] or 0)
