"""What happens about information security, as facts."""

from dataclasses import dataclass

from zhanggui.mechanisms import trail


@trail.fact("security.incident_reported", "Security incident {number} was reported")
@dataclass(frozen=True, kw_only=True)
class IncidentReported:
    number: str
    subtype: str


@trail.fact("security.incident_moved", "Security incident {number} went on")
@dataclass(frozen=True, kw_only=True)
class IncidentMoved:
    number: str
    verb: str
    state: str
    grade: str


@trail.fact("security.task_finished", "A task of the response to {number} was done")
@dataclass(frozen=True, kw_only=True)
class TaskFinished:
    number: str
    task: str


@trail.fact("security.outside_told", "Somebody outside was told of {number}, receipt {receipt}")
@dataclass(frozen=True, kw_only=True)
class OutsideTold:
    number: str
    addressee: str
    receipt: str


@trail.fact("security.weakness_noted", "Weakness {number} was noted, to be mended by {day}")
@dataclass(frozen=True, kw_only=True)
class WeaknessNoted:
    number: str
    severity: str
    day: str


@trail.fact("security.mending_planned", "Weakness {number} is to be mended by {due}")
@dataclass(frozen=True, kw_only=True)
class MendingPlanned:
    number: str
    due: str


@trail.fact("security.activity_planned", "Security work {number} was put into the plan: {title}")
@dataclass(frozen=True, kw_only=True)
class ActivityPlanned:
    number: str
    kind: str
    title: str


@trail.fact("security.activity_decided", "Security work {number} was decided")
@dataclass(frozen=True, kw_only=True)
class ActivityDecided:
    number: str
    state: str


@trail.fact("security.activity_done", "Security work {number} was carried out")
@dataclass(frozen=True, kw_only=True)
class ActivityDone:
    number: str
    day: str
    reach: int
