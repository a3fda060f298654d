"""When a clock warns, and when it is breached: pure arithmetic over moments.

"Within an hour" includes the last moment of it (Civil Code 1259), so a clock is breached only after its due
moment, and something done exactly then is in time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from zhanggui.mechanisms.cases.states import Clock

BREACH = 100
"""The mark, in percent of a clock's time, after which it is breached."""


@dataclass(frozen=True, slots=True)
class Running:
    """One clock of one case: from when, until when, and when it was stopped, if it was."""

    clock: Clock
    started_at: datetime
    due_at: datetime
    stopped_at: datetime | None = None

    def mark_at(self, percent: int) -> datetime:
        """The moment at which this share of the time has gone; the due moment itself is still in time."""
        if percent >= BREACH:
            return self.due_at + timedelta.resolution
        return self.started_at + (self.due_at - self.started_at) * percent / 100

    def late(self, at: datetime) -> bool:
        """Whether it was stopped, or is still running, after its due moment."""
        return (self.stopped_at or at) > self.due_at


@dataclass(frozen=True, slots=True)
class Mark:
    """A clock has used up this share of its time."""

    clock: Clock
    percent: int
    due_at: datetime


def marks_due(
    clocks: Iterable[Running], percents: Sequence[int], done: set[tuple[Clock, int]], at: datetime
) -> list[Mark]:
    """The marks to raise now: for each clock the furthest one passed, unless that or a further was raised."""
    marks = []
    for running in clocks:
        passed = [percent for percent in (*percents, BREACH) if _passed(running, percent, at)]
        raised = [percent for clock, percent in done if clock == running.clock]
        if passed and max(passed) > max(raised, default=0):
            marks.append(Mark(running.clock, max(passed), running.due_at))
    return marks


def next_mark(
    clocks: Iterable[Running], percents: Sequence[int], done: set[tuple[Clock, int]]
) -> datetime | None:
    """When the next mark falls due, if any clock still runs towards one."""
    coming = []
    for running in clocks:
        if running.stopped_at is not None:
            continue
        raised = max((percent for clock, percent in done if clock == running.clock), default=0)
        coming += [running.mark_at(p) for p in (*percents, BREACH) if p > raised]
    return min(coming, default=None)


def _passed(running: Running, percent: int, at: datetime) -> bool:
    if percent >= BREACH:
        return running.late(at)
    return running.stopped_at is None and at >= running.mark_at(percent)
