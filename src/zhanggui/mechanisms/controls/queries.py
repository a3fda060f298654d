"""How controls stood in the past."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from zhanggui.mechanisms.controls.evidence import Status
from zhanggui.mechanisms.controls.models import Snapshot


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
