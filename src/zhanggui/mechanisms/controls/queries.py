"""How controls stood in the past."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from zhanggui.mechanisms.controls.evidence import Status
from zhanggui.mechanisms.controls.models import Snapshot
from zhanggui.mechanisms.controls.register import Control, all_controls


@dataclass(frozen=True, slots=True)
class Day:
    """How a control stood on a day."""

    day: date
    status: Status
    figures: dict[str, Any]
    error: str


def history(control: str, since: date, until: date) -> list[Day]:
    """How a control stood, day by day, oldest first."""
    days = Snapshot.objects.filter(control=control, taken_on__range=(since, until)).order_by("taken_on")
    return [Day(row.taken_on, Status(row.status), row.figures, row.error) for row in days]


def days(since: date, until: date) -> list[tuple[date, Counter[Status]]]:
    """How many controls stood how, on each day that was kept, oldest first."""
    counted: dict[date, Counter[Status]] = {}
    rows = Snapshot.objects.filter(taken_on__range=(since, until)).values("taken_on", "status")
    for row in rows.annotate(many=Count("id")).order_by("taken_on"):
        counted.setdefault(row["taken_on"], Counter())[Status(row["status"])] = row["many"]
    return list(counted.items())


def broken_today() -> list[Control]:
    """The controls that stood as broken when they were last asked for the day."""
    newest = Snapshot.objects.order_by("-taken_on").values("taken_on")[:1]
    broken = set(
        Snapshot.objects.filter(taken_on=newest, status=Status.BROKEN).values_list("control", flat=True)
    )
    return [control for control in all_controls() if control.code in broken]


def figures_by_day(
    codes: Iterable[str], since: date, until: date
) -> dict[str, list[tuple[date, dict[str, Any]]]]:
    """What these controls counted, day by day, oldest first."""
    found: dict[str, list[tuple[date, dict[str, Any]]]] = {}
    rows = Snapshot.objects.filter(control__in=set(codes), taken_on__range=(since, until), error="")
    for control, day, figures in rows.order_by("taken_on").values_list("control", "taken_on", "figures"):
        found.setdefault(control, []).append((day, figures))
    return found


def figure_names() -> list[tuple[str, str]]:
    """Every figure that is a number, of every control, as last kept for a day."""
    newest = Snapshot.objects.order_by("-taken_on").values("taken_on")[:1]
    rows = Snapshot.objects.filter(taken_on=newest).order_by("control").values_list("control", "figures")
    return [
        (control, name)
        for control, figures in rows
        for name, value in figures.items()
        if isinstance(value, int | float)
    ]


def first_day() -> date | None:
    """Since when standings are kept."""
    return Snapshot.objects.order_by("taken_on").values_list("taken_on", flat=True).first()
