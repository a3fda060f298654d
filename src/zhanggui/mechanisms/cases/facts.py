"""What happens in a case, as facts of the trail."""

from dataclasses import dataclass

from zhanggui.mechanisms import trail


@trail.fact("cases.opened", "{number} was opened: {title}")
@dataclass(frozen=True, kw_only=True)
class CaseOpened:
    number: str
    kind: str
    title: str
    severity: str
    due: dict[str, str]


@trail.fact("cases.assigned", "{number} was given to {owner}")
@dataclass(frozen=True, kw_only=True)
class CaseAssigned:
    number: str
    owner: str


@trail.fact("cases.worked", "{number}: {verb}")
@dataclass(frozen=True, kw_only=True)
class CaseWorked:
    """Somebody responded, answered, noted or wrote in a case."""

    number: str
    verb: str
    state: str


@trail.fact("cases.resolved", "{number} was resolved: {finding}")
@dataclass(frozen=True, kw_only=True)
class CaseResolved:
    number: str
    cause: str
    finding: str
    rectification: str


@trail.fact("cases.closed", "{number} was closed")
@dataclass(frozen=True, kw_only=True)
class CaseClosed:
    number: str


@trail.fact("cases.reopened", "{number} was reopened")
@dataclass(frozen=True, kw_only=True)
class CaseReopened:
    number: str
    round: int


@trail.fact("cases.regraded", "{number} is now {severity}")
@dataclass(frozen=True, kw_only=True)
class CaseRegraded:
    number: str
    was: str
    severity: str
    due: dict[str, str]


@trail.fact("cases.escalated", "{number} was escalated to {role}")
@dataclass(frozen=True, kw_only=True)
class CaseEscalated:
    number: str
    role: str
    level: int


@trail.fact("cases.clock_warning", "{number}: {percent} percent of the time to {clock} has gone")
@dataclass(frozen=True, kw_only=True)
class ClockWarning:
    number: str
    clock: str
    percent: int
    due_at: str
    role: str


@trail.fact("cases.clock_breached", "{number}: the time to {clock} ran out at {due_at}")
@dataclass(frozen=True, kw_only=True)
class ClockBreached:
    number: str
    clock: str
    due_at: str
    role: str
