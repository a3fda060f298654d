"""The clock, read only at the edges: a page, a command or a job reads it once and hands the time down.

Operations take ``at``. A test or a replay lives through months by setting another clock.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Clock(Protocol):
    """Tells the time, always in UTC."""

    def now(self) -> datetime: ...


class SystemClock:
    """The clock on the wall."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class SetClock:
    """A clock that stands where it was put, and moves when it is told to."""

    def __init__(self, at: datetime) -> None:
        self.at = at.astimezone(UTC)

    def now(self) -> datetime:
        return self.at

    def move(self, by: timedelta) -> None:
        self.at += by

    def move_to(self, at: datetime) -> None:
        self.at = at.astimezone(UTC)


C = TypeVar("C", bound=Clock)

_clock: ContextVar[Clock] = ContextVar("clock", default=SystemClock())  # noqa: B039


def now() -> datetime:
    """The present moment, in UTC, by the clock in force."""
    return _clock.get().now()


@contextmanager
def using(clock: C) -> Iterator[C]:
    """Let ``clock`` be the clock in force inside the block."""
    token = _clock.set(clock)
    try:
        yield clock
    finally:
        _clock.reset(token)
