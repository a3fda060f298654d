"""Readings of a metric over days, wherever they are kept, and how fresh and complete they are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Max

from zhanggui.domain.improvement import rules
from zhanggui.domain.improvement.models import Metric, Reading
from zhanggui.domain.improvement.rules import Point, Span
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms.controls.counts import is_counted
from zhanggui.mechanisms.controls.queries import figures_by_day, first_day


@dataclass(frozen=True, slots=True)
class Health:
    """How a metric stands: its readings in view, whether they come as they should, and what they come to."""

    metric: Metric
    points: tuple[Point, ...]
    last_day: date | None
    stale: bool
    missing: tuple[date, ...]

    @property
    def value(self) -> float | None:
        """What the days in view come to."""
        return rules.value(self.points, self.metric.unit)

    @property
    def by_day(self) -> list[tuple[date, float | None]]:
        """Each day by itself."""
        return [(point.day, rules.value([point], self.metric.unit)) for point in self.points]

    @property
    def outside(self) -> bool:
        """Whether the days in view come to something beyond the limits."""
        found = self.value
        limits = self.metric.lower_limit, self.metric.upper_limit
        return found is not None and not rules.within(found, *limits)


def kept() -> list[Metric]:
    """The catalogue as it is now, by area."""
    return list(
        Metric.objects.filter(retired_at=None).select_related("owner__person").order_by("area", "code")
    )


def points_of(metrics: Iterable[Metric], span: Span) -> Mapping[UUID, list[Point]]:
    """The readings of these metrics, oldest first: two questions, however many metrics."""
    found: dict[UUID, list[Point]] = defaultdict(list)
    counted = [metric.pk for metric in metrics if is_counted(metric.source)]
    rows = Reading.objects.filter(metric_id__in=counted, day__range=(span.since, span.until))
    for one in rows.order_by("day"):
        found[one.metric_id].append(Point(one.day, one.amount, one.out_of))
    answered = {metric.source for metric in metrics if not is_counted(metric.source)}
    days = figures_by_day(answered, span.since, span.until)
    for metric in metrics:
        for day, figures in days.get(metric.source, []):
            if isinstance(figures.get(metric.figure), int | float):
                found[metric.pk].append(Point(day, figures[metric.figure], 1))
    return found


def points_between(metric: Metric, span: Span) -> list[Point]:
    """The readings of one metric."""
    return points_of([metric], span)[metric.pk]


def yesterday(at: datetime) -> date:
    """The last day that is over."""
    return at.astimezone(SHANGHAI).date() - timedelta(days=1)


def health(metrics: Iterable[Metric], at: datetime, days: int = rules.KEPT_IN_VIEW) -> list[Health]:
    """How these metrics stand, over so many days, or over the time until they are refreshed.

    Readings are judged up to yesterday: today is not over.
    """
    known = list(metrics)
    last = yesterday(at)
    views = {one.pk: Span(last - timedelta(days=max(days, one.refresh_days) - 1), last) for one in known}
    first = min((view.since for view in views.values()), default=last)
    points = points_of(known, Span(first, last + timedelta(days=1)))
    answered_since = first_day()
    return [
        _health(metric, points[metric.pk], views[metric.pk], _begun(metric, answered_since))
        for metric in known
    ]


def _begun(metric: Metric, answered_since: date | None) -> date | None:
    """Since when there could be readings: nothing is late before its source had a night to answer."""
    defined = metric.defined_at.astimezone(SHANGHAI).date()
    if is_counted(metric.source):
        return defined
    return answered_since and max(defined, answered_since)


def _health(metric: Metric, points: list[Point], view: Span, begun: date | None) -> Health:
    points = [point for point in points if point.day >= view.since]
    days = [point.day for point in points]
    last = days[-1] if days else None
    due = view.until - timedelta(days=metric.refresh_days - 1 + rules.GRACE)
    gaps = rules.missing(days, Span(view.since, min(view.until, last or view.until)))
    every = [gap for gap in gaps if metric.refresh_days == 1]
    since = last or begun
    return Health(metric, tuple(points), last, since is not None and since < due, tuple(every))


def first_day_without(metric: Metric, since: date) -> date:
    """From which day on readings have to be taken."""
    last = metric.readings.aggregate(last=Max("day"))["last"]
    return max(since, last + timedelta(days=1)) if last else since
