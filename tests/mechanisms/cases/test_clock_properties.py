"""Whenever somebody looks, and whenever a clock is stopped: late is breached once, in time never."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from zhanggui.mechanisms.cases.rules import BREACH, Running, marks_due, next_mark
from zhanggui.mechanisms.cases.states import Clock

START = datetime(2026, 11, 24, 4, tzinfo=UTC)
SECONDS = st.integers(0, 400_000)
PERCENTS = (50, 80)


@given(
    due=st.integers(1, 300_000),
    stop=st.none() | SECONDS,
    looks=st.lists(SECONDS, max_size=12).map(sorted),
)
def test_marks_of_one_clock(due: int, stop: int | None, looks: list[int]):
    raised: list[int] = []
    for look in [*looks, 500_000]:
        stopped = stop if stop is not None and stop <= look else None
        clock = Running(
            Clock.ANSWER,
            START,
            START + timedelta(seconds=due),
            None if stopped is None else START + timedelta(seconds=stopped),
        )
        done = {(Clock.ANSWER, percent) for percent in raised}
        raised += [
            mark.percent for mark in marks_due([clock], PERCENTS, done, START + timedelta(seconds=look))
        ]
        coming = next_mark([clock], PERCENTS, {(Clock.ANSWER, percent) for percent in raised})
        assert coming is None or coming > START + timedelta(seconds=look)

    assert raised == sorted(set(raised))
    assert (BREACH in raised) == (stop is None or stop > due)
