"""When a period ends, by the Civil Code (民法典 200 to 203) and 1259.

Periods in hours start at their moment and run through nights and holidays. Periods in days, months and years
do not count the first day and end at 24:00 of the last; where a rule says so, a last day that is a holiday
gives way to the day after the holiday. Working days are another kind of period altogether. Days are days of
Shanghai; every function returns a moment, and "within" includes it.
"""

import tomllib
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.resources import files

from zhanggui.kernel.clock import SHANGHAI

SATURDAY = 5


@dataclass(frozen=True)
class Calendar:
    """Legal holidays and the weekend days worked instead, as the State Council announces them each year."""

    holidays: frozenset[date]
    worked: frozenset[date]
    years: frozenset[int]
    """The years announced. Of other years only the weekends are known."""

    def rests(self, day: date) -> bool:
        """Whether this is a day of rest: a holiday, or a weekend day that is not worked instead."""
        if day in self.worked:
            return False
        return day in self.holidays or day.weekday() >= SATURDAY

    def next_working_day(self, day: date) -> date:
        """This day, or the first working day after it."""
        while self.rests(day):
            day += timedelta(days=1)
        return day


@cache
def china() -> Calendar:
    """The calendar in ``kernel/holidays.toml``."""
    text = files("zhanggui.kernel").joinpath("holidays.toml").read_text(encoding="utf-8")
    years = tomllib.loads(text)["year"]
    return Calendar(
        holidays=frozenset(
            day for year in years for first, last in year["rest"] for day in _days(first, last)
        ),
        worked=frozenset(day for year in years for day in year["worked"]),
        years=frozenset(year["year"] for year in years),
    )


def after_hours(start: datetime, hours: float) -> datetime:
    """A period in hours: wall time, day and night."""
    return start + timedelta(hours=hours)


def after_days(start: datetime, days: int, *, calendar: Calendar | None = None) -> datetime:
    """A period in days: the first day is not counted; it ends at 24:00 of the last.

    With a ``calendar``, a last day of rest moves to the next working day (Civil Code 203).
    """
    return _end_of(_last(_day(start) + timedelta(days=days), calendar))


def after_months(start: datetime, months: int, *, calendar: Calendar | None = None) -> datetime:
    """A period in months: it ends on the same day of the month, or on its last where there is none."""
    first = _day(start)
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    last = date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))
    return _end_of(_last(last, calendar))


def after_years(start: datetime, years: int, *, calendar: Calendar | None = None) -> datetime:
    """A period in years."""
    return after_months(start, 12 * years, calendar=calendar)


def after_working_days(start: datetime, days: int, *, calendar: Calendar) -> datetime:
    """A period in working days: only they are counted, the first day not among them."""
    day = _day(start)
    for _ in range(days):
        day = calendar.next_working_day(day + timedelta(days=1))
    return _end_of(day)


def _day(moment: datetime) -> date:
    return moment.astimezone(SHANGHAI).date()


def _last(day: date, calendar: Calendar | None) -> date:
    return day if calendar is None else calendar.next_working_day(day)


def _end_of(day: date) -> datetime:
    """24:00 of the day, which is 0:00 of the next."""
    return datetime.combine(day + timedelta(days=1), time(), SHANGHAI).astimezone(UTC)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
