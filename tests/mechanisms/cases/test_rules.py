"""Marks of a clock: pure arithmetic."""

from datetime import UTC, datetime, timedelta

import pytest

from zhanggui.mechanisms.cases.rules import Mark, Running, marks_due, next_mark
from zhanggui.mechanisms.cases.states import CASE, CaseState, Clock

NOON = datetime(2026, 11, 24, 4, tzinfo=UTC)
HOUR, MINUTE, INSTANT = timedelta(hours=1), timedelta(minutes=1), timedelta.resolution
RUNNING = Running(Clock.RESPOND, NOON, NOON + HOUR)


def stopped(after: timedelta) -> Running:
    return Running(Clock.RESPOND, NOON, NOON + HOUR, NOON + after)


@pytest.mark.parametrize(
    ("running", "done", "at", "percent"),
    [
        pytest.param(RUNNING, (), 29 * MINUTE, None, id="a minute before half time"),
        pytest.param(RUNNING, (), 30 * MINUTE, 50, id="half time"),
        pytest.param(RUNNING, (50,), 40 * MINUTE, None, id="half time was told"),
        pytest.param(RUNNING, (50,), 48 * MINUTE, 80, id="four fifths"),
        pytest.param(RUNNING, (), 59 * MINUTE, 80, id="half time was missed and is stale"),
        pytest.param(RUNNING, (50, 80), HOUR, None, id="the due moment is in time"),
        pytest.param(RUNNING, (50, 80), HOUR + INSTANT, 100, id="an instant later it is not"),
        pytest.param(RUNNING, (100,), 9 * HOUR, None, id="a breach is told once"),
        pytest.param(stopped(HOUR), (), 9 * HOUR, None, id="stopped at the due moment"),
        pytest.param(stopped(HOUR + INSTANT), (), 9 * HOUR, 100, id="stopped an instant late"),
        pytest.param(stopped(40 * MINUTE), (), 45 * MINUTE, None, id="stopped clocks do not warn"),
    ],
)
def test_which_mark_is_raised(running: Running, done: tuple[int, ...], at: timedelta, percent: int | None):
    raised = marks_due([running], (50, 80), {(Clock.RESPOND, p) for p in done}, NOON + at)
    assert raised == ([] if percent is None else [Mark(Clock.RESPOND, percent, NOON + HOUR)])


@pytest.mark.parametrize(
    ("running", "done", "after"),
    [
        pytest.param(RUNNING, (), 30 * MINUTE, id="half time first"),
        pytest.param(RUNNING, (80,), HOUR + INSTANT, id="then the breach"),
        pytest.param(RUNNING, (100,), None, id="then nothing"),
        pytest.param(stopped(MINUTE), (), None, id="stopped"),
    ],
)
def test_when_to_look_again(running: Running, done: tuple[int, ...], after: timedelta | None):
    assert next_mark([running], (50, 80), {(Clock.RESPOND, p) for p in done}) == (after and NOON + after)


VERBS = {
    CaseState.OPEN: {"respond", "answer", "resolve", "assign", "escalate", "regrade", "note", "hear"},
    CaseState.IN_PROGRESS: {"respond", "answer", "resolve", "assign", "escalate", "regrade", "note", "hear"},
    CaseState.ANSWERED: {"respond", "answer", "resolve", "assign", "escalate", "regrade", "note", "hear"},
    CaseState.RESOLVED: {"close", "reopen", "note", "hear"},
    CaseState.CLOSED: {"reopen"},
}


@pytest.mark.parametrize("state", list(CaseState))
def test_what_can_be_done_in_each_state(state: CaseState):
    assert {verb for verb in CASE.verbs() if CASE.allows(state, verb)} == VERBS[state]
