"""What readings come to over a period, and whether a change helped. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from zhanggui.domain.improvement.states import Better, Region, Unit

DAY = timedelta(days=1)
PERIOD_MOST = 366
KEPT_IN_VIEW = 30
"""Days for which the readings of a metric have to be complete."""
GRACE = 1
"""Days on top of its refresh before a metric counts as stale: a day is read after it is over."""

SCALES = {Unit.PERCENT: 100.0, Unit.YUAN: 0.01}
"""A share is read as pieces over pieces and said in percent; money is read in fen and said in yuan."""


@dataclass(frozen=True, slots=True)
class Point:
    """What was counted on a day: so much, out of so many."""

    day: date
    amount: float
    out_of: float


@dataclass(frozen=True, slots=True)
class Span:
    """Days, both included."""

    since: date
    until: date

    def days(self) -> list[date]:
        """Each of them."""
        return [self.since + n * DAY for n in range((self.until - self.since).days + 1)]


def value(points: Iterable[Point], unit: str) -> float | None:
    """What a period comes to: a day with much to count weighs more. None if there was nothing to count.

    >>> day = date(2026, 1, 1)
    >>> value([Point(day, 1, 1), Point(day, 1, 3)], Unit.PERCENT)
    50.0
    """
    known = list(points)
    whole = sum(point.out_of for point in known)
    if not whole:
        return None
    return round(sum(point.amount for point in known) / whole * SCALES.get(Unit(unit), 1.0), 2)


def periods(changed_on: date, days: int) -> tuple[Span, Span]:
    """Equal periods before and after a change; the day itself belongs to neither.

    >>> before, after = periods(date(2026, 1, 10), 3)
    >>> str(before.since), str(before.until), str(after.since), str(after.until)
    ('2026-01-07', '2026-01-09', '2026-01-11', '2026-01-13')
    """
    return (
        Span(changed_on - days * DAY, changed_on - DAY),
        Span(changed_on + DAY, changed_on + days * DAY),
    )


def reached(measured: float, target: float, better: str) -> bool:
    """Whether the target is met."""
    return measured >= target if better == Better.HIGHER else measured <= target


def improved(before: float, after: float, better: str) -> bool:
    """Whether it moved the right way."""
    return after > before if better == Better.HIGHER else after < before


def within(measured: float, lower: float | None, upper: float | None) -> bool:
    """Whether a value lies between its limits."""
    return (lower is None or measured >= lower) and (upper is None or measured <= upper)


def missing(days: Sequence[date], span: Span) -> list[date]:
    """Days of the span without a reading, from the first that has one."""
    if not days:
        return []
    have = set(days)
    return [day for day in span.days() if day >= min(days) and day not in have]


def slope(days: Sequence[tuple[date, float]]) -> float:
    """By how much a day the straight line nearest to these days rises (least squares).

    >>> slope([(date(2026, 1, 1), 1.0), (date(2026, 1, 3), 5.0)])
    2.0
    """
    places = [(day - days[0][0]).days for day, _ in days]
    centre = sum(places) / len(places)
    spread = sum((place - centre) ** 2 for place in places)
    if not spread:
        return 0.0
    level = sum(found for _, found in days) / len(days)
    together = sum((place - centre) * (found - level) for place, (_, found) in zip(places, days, strict=True))
    return round(together / spread, 4)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between which values a steady process stays, around its mean."""

    centre: float
    lower: float
    upper: float


SPREAD_OF_RANGES = 2.66
"""Three standard deviations, told from the mean of what changes from one day to the next (XmR chart)."""


def bounds(values: Sequence[float]) -> Bounds:
    """The limits of a control chart of single values.

    >>> bounds([10.0, 12.0, 11.0, 13.0])
    Bounds(centre=11.5, lower=7.07, upper=15.93)
    """
    centre = sum(values) / len(values)
    moves = [abs(after - before) for before, after in pairwise(values)]
    reach = SPREAD_OF_RANGES * sum(moves) / len(moves) if moves else 0.0
    return Bounds(round(centre, 2), round(centre - reach, 2), round(centre + reach, 2))


PROVINCES = {
    Region.NORTH: ("北京", "天津", "河北", "山西", "内蒙古"),
    Region.NORTHEAST: ("辽宁", "吉林", "黑龙江"),
    Region.EAST: ("上海", "江苏", "浙江", "安徽", "福建", "江西", "山东"),
    Region.SOUTH: ("河南", "湖北", "湖南", "广东", "广西", "海南"),
    Region.SOUTHWEST: ("重庆", "四川", "贵州", "云南", "西藏"),
    Region.NORTHWEST: ("陕西", "甘肃", "青海", "宁夏", "新疆"),
}


def region_of(province: str) -> Region:
    """Where a province lies, by how its name begins.

    >>> region_of("浙江省").value
    'east_china'
    """
    for region, names in PROVINCES.items():
        if province.startswith(names):
            return region
    return Region.ELSEWHERE
