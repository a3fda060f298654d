"""Taking readings: what is counted by the day is counted when the day is over, once."""

from datetime import date, datetime, timedelta

from django.db import transaction

from zhanggui.domain.improvement.capabilities import TAKE_READINGS
from zhanggui.domain.improvement.facts import ReadingsTaken
from zhanggui.domain.improvement.models import Metric, Reading
from zhanggui.domain.improvement.readings import first_day_without, yesterday
from zhanggui.domain.improvement.rules import Span
from zhanggui.domain.improvement.standard import CATALOGUE
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.controls.counts import count_day, is_counted

REACH = timedelta(days=60)
"""How far back a metric is read whose readings begin, or were interrupted."""


@transaction.atomic
def take_readings(*, by: Actor, at: datetime) -> int:
    """Read every counted metric for each day that is over and was not read yet; how many were taken.

    Nights that were missed are made up for; a day that was read is never read again.
    """
    by.require(TAKE_READINGS)
    last = yesterday(at)
    taken = []
    for metric in Metric.objects.locked().filter(retired_at=None).order_by("id"):
        if is_counted(metric.source):
            taken += [_read(metric, day, at) for day in _days(metric, last)]
    if not taken:
        return 0
    Reading.objects.bulk_create(taken)

    fact = ReadingsTaken(readings=len(taken), until=last.isoformat())
    trail.record(fact, on=CATALOGUE, by=by, at=at)
    return len(taken)


def _days(metric: Metric, last: date) -> list[date]:
    return Span(first_day_without(metric, last - REACH), last).days()


def _read(metric: Metric, day: date, at: datetime) -> Reading:
    amount, out_of = count_day(metric.source, day)
    return Reading(metric=metric, day=day, amount=amount, out_of=out_of, taken_at=at)
