"""Until when papers hold. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

WARN_DAYS = (60, 30, 7)
FOREVER = date.max


@dataclass(frozen=True, slots=True)
class Validity:
    """From when until when one paper holds; both days count."""

    since: date
    until: date


def holds_until(papers: Iterable[Validity], on: date) -> date | None:
    """The last day up to which these papers cover every day from ``on``, or None if not even that one."""
    last = None
    reached = on
    for paper in sorted(papers, key=lambda paper: paper.since):
        if paper.since <= reached and paper.until >= reached:
            last = paper.until
            if last == FOREVER:
                break
            reached = last + timedelta(days=1)
    return last


def warning_due(valid_to: date, today: date) -> int | None:
    """The warning that is due: 60, 30 or 7 (days before the end), 0 once it has run out, else None."""
    left = (valid_to - today).days
    if left < 0:
        return 0
    return min((days for days in WARN_DAYS if left <= days), default=None)
