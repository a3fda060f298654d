"""The life of a case, and its three clocks."""

from enum import StrEnum

from zhanggui.kernel.lifecycle import Lifecycle


class CaseState(StrEnum):
    """Where a case stands."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    ANSWERED = "answered"
    RESOLVED = "resolved"
    CLOSED = "closed"


class Clock(StrEnum):
    """What runs from the second a case is opened, day and night."""

    RESPOND = "respond"
    ANSWER = "answer"
    RESOLVE = "resolve"


class Audience(StrEnum):
    """Who may read an entry of the case."""

    STAFF = "staff"
    PARTY = "party"
    """The customer or partner whom the case concerns, and staff."""


_ALIVE = (CaseState.OPEN, CaseState.IN_PROGRESS, CaseState.ANSWERED)

CASE = Lifecycle(
    initial=CaseState.OPEN,
    table={
        (CaseState.OPEN, "respond"): CaseState.IN_PROGRESS,
        (CaseState.OPEN, "answer"): CaseState.ANSWERED,
        (CaseState.IN_PROGRESS, "respond"): CaseState.IN_PROGRESS,
        (CaseState.IN_PROGRESS, "answer"): CaseState.ANSWERED,
        (CaseState.ANSWERED, "respond"): CaseState.ANSWERED,
        (CaseState.ANSWERED, "answer"): CaseState.ANSWERED,
        **{(state, "resolve"): CaseState.RESOLVED for state in _ALIVE},
        **{(state, verb): state for state in _ALIVE for verb in ("assign", "escalate", "regrade")},
        **{(state, verb): state for state in (*_ALIVE, CaseState.RESOLVED) for verb in ("note", "hear")},
        (CaseState.RESOLVED, "close"): CaseState.CLOSED,
        (CaseState.RESOLVED, "reopen"): CaseState.IN_PROGRESS,
        (CaseState.CLOSED, "reopen"): CaseState.IN_PROGRESS,
    },
)
