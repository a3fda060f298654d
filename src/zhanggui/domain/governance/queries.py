"""Reads of the register: the matrix, who has to look at what, and indicators that turned red."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from zhanggui.domain.governance import rules, sampling
from zhanggui.domain.governance.capabilities import SEE_AUDITS
from zhanggui.domain.governance.models import Finding, Measure, Reply, Report, Risk, RiskEvent, Sample
from zhanggui.domain.governance.states import Level, MeasureState, Population, RiskState
from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account
from zhanggui.identity.roles import STAFF
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms.controls import Control, Status, Verdict, all_controls, judge


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the matrix: its scores, its level, and how many risks stand there."""

    likelihood: int
    impact: int
    level: Level
    risks: int


def heat_map() -> list[list[Cell]]:
    """The matrix of what is left of all open risks, the most likely row first."""
    scores = standing().values_list("assessment__likelihood_after", "assessment__impact_after")
    counted = Counter(scores.filter(assessment__isnull=False))
    return [[Cell(*cell, counted[cell[0], cell[1]]) for cell in row] for row in rules.matrix()]


def standing() -> QuerySet[Risk]:
    """Risks on the register, without those that are no longer there."""
    return Risk.objects.exclude(state=RiskState.CLOSED)


def people_of_the_house() -> QuerySet[Account]:
    """Who may answer for something."""
    here = Account.objects.filter(disabled_at=None, grants__revoked_at=None, grants__role__in=STAFF)
    return here.select_related("person").distinct().order_by("username")


def verdicts_of(codes: Iterable[str], at: datetime) -> list[Verdict]:
    """What these controls say at this moment."""
    wanted = {code for code in codes if code}
    return judge(at, [one for one in all_controls() if one.code in wanted])


def turned_red(at: datetime) -> list[tuple[Risk, Control]]:
    """Risks whose indicator is broken now, and to which nobody responds yet."""
    watched: dict[str, list[Risk]] = {}
    for risk in standing().exclude(indicator="").order_by("number"):
        watched.setdefault(risk.indicator, []).append(risk)
    answered = set(_under_response().values_list("risk_id", flat=True))
    return [
        (risk, verdict.control)
        for verdict in verdicts_of(watched, at)
        if verdict.evidence.status == Status.BROKEN
        for risk in watched[verdict.control.code]
        if risk.pk not in answered
    ]


def _under_response() -> QuerySet[RiskEvent, Any]:
    return RiskEvent.objects.exclude(indicator="").filter(case__closed_at=None)


def rows_of(sample: Sample, only: Iterable[UUID] | None = None) -> list[Model]:
    """The rows that were drawn, in the order of the draw; or some of them."""
    wanted = list(sample.drawn if only is None else only)
    found = sampling.kind_of(Population(sample.population))._default_manager.in_bulk(wanted)
    return [found[one] for one in wanted if one in found]


def action_of(finding: Finding) -> QuerySet[Measure]:
    """What is done about a finding."""
    return Measure.objects.filter(finding=finding).select_related("owner__person")


def reply_of(report: Report) -> QuerySet[Reply]:
    """What management said to a report."""
    return Reply.objects.filter(report=report).select_related("replied_by__person")


def reports_for(reports: QuerySet[Report], *, by: Actor) -> QuerySet[Report]:
    """All reports, to who oversees audits; to everybody else those that were sent to them."""
    if by.may(SEE_AUDITS):
        return reports
    return reports.filter(receipts__reader_id=by.account_id)


def mending() -> QuerySet[Measure]:
    """Measures that mend weaknesses of the systems."""
    return Measure.objects.filter(weakness__isnull=False)


def improving() -> QuerySet[Measure]:
    """Measures that are taken to improve something."""
    return Measure.objects.filter(improvement__isnull=False)


def overdue_measures(at: datetime) -> QuerySet[Measure]:
    """Measures whose day is past and which nobody says are done."""
    today = at.astimezone(SHANGHAI).date()
    return Measure.objects.filter(state=MeasureState.PLANNED, due_on__lt=today)
