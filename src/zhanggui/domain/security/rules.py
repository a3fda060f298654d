"""Grades, response plans and clocks of incidents, and the days to mend a weakness. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from zhanggui.domain.security.states import (
    CHECKS,
    PUBLICITY,
    REPORTABLE,
    ActivityKind,
    Grade,
    IncidentKind,
    PlanTask,
    Severity,
)
from zhanggui.kernel.norms import norm

YEARLY: tuple[ActivityKind, ...] = (*CHECKS, ActivityKind.DRILL, *PUBLICITY)
"""What the plan of each year holds at least once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Harm:
    """How far an incident reached: persons whose data leaked, direct loss in fen, outage in minutes."""

    persons: int = 0
    loss_fen: int = 0
    outage_minutes: int = 0


def suggested(harm: Harm, *, on: datetime | date) -> Grade:
    """The gravest grade that persons, loss or outage reach by the numbers of that day; a bound belongs to
    the graver side (IR-02, IR-03).
    """
    for grade, name in ((Grade.SEVERE, "severe"), (Grade.MAJOR, "major"), (Grade.LARGER, "larger")):
        if (
            harm.persons >= norm(f"incident.persons_{name}", on=on)
            or harm.loss_fen >= norm(f"incident.loss_{name}_fen", on=on)
            or harm.outage_minutes >= norm(f"incident.outage_{name}_minutes", on=on)
        ):
            return grade
    return Grade.ORDINARY


_BY_KIND = {
    IncidentKind.ATTACK: (PlanTask.KEEP_EVIDENCE, PlanTask.BLOCK_SOURCES, PlanTask.SPREAD_LOAD),
    IncidentKind.LEAK: (
        PlanTask.KEEP_EVIDENCE,
        PlanTask.STOP_LEAK,
        PlanTask.COUNT_PERSONS,
        PlanTask.CHANGE_SECRETS,
    ),
    IncidentKind.FAILURE: (PlanTask.KEEP_EVIDENCE, PlanTask.RESTORE, PlanTask.CHECK_RECORDS),
    IncidentKind.SABOTAGE: (
        PlanTask.KEEP_EVIDENCE,
        PlanTask.WITHDRAW_ACCESS,
        PlanTask.CHANGE_SECRETS,
        PlanTask.CHECK_RECORDS,
    ),
}


def plan_for(kind: IncidentKind, grade: Grade) -> tuple[PlanTask, ...]:
    """The tasks of the response plan for this type and grade, in their order (B-8.3.2)."""
    more: tuple[PlanTask, ...] = ()
    if grade in REPORTABLE:
        more = (PlanTask.TELL_MANAGEMENT, PlanTask.TELL_AUTHORITY)
    if grade in (Grade.MAJOR, Grade.SEVERE):
        more = (*more, PlanTask.CALL_STAFF)
    return (*_BY_KIND[kind], *more)


def authority_due(discovered_at: datetime) -> datetime:
    """By when the authority is told of a larger incident: hours from its discovery (IR-04)."""
    return discovered_at + timedelta(hours=norm("incident.authority_hours", on=discovered_at))


def summary_due(handled_at: datetime) -> datetime:
    """By when the summary is there (IR-06)."""
    return handled_at + timedelta(days=norm("incident.summary_days", on=handled_at))


def mend_by(severity: Severity, found_on: date) -> date:
    """The last day on which a weakness found that day may still be open."""
    name = severity.value.removesuffix("_severity")
    return found_on + timedelta(days=norm(f"weakness.{name}_days", on=found_on))
