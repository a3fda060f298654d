"""What information security can prove: chapters 8.1, 8.3 and 8.4 of the norm."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Q

from zhanggui.domain.governance.queries import mending
from zhanggui.domain.governance.states import MeasureState
from zhanggui.domain.security.models import Activity, Incident, OutsideReport, Weakness
from zhanggui.domain.security.queries import overdue, unmended
from zhanggui.domain.security.states import (
    CHECKS,
    PUBLICITY,
    REPORTABLE,
    ActivityKind,
    ActivityState,
    Addressee,
    IncidentKind,
    IncidentState,
)
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms.controls import Evidence, Records, Status, control, share_kept

INCIDENTS, ACTIVITIES, WEAKNESSES = (
    "admin:security_incident_changelist",
    "admin:security_activity_changelist",
    "admin:security_weakness_changelist",
)
SHOWN = 100


def _these(page: str, ids: Iterable[UUID]) -> Records:
    known = sorted(set(ids))
    shown = ",".join(str(one) for one in known[:SHOWN])
    return Records(len(known), page, {"id__in": shown} if shown else {})


def _planned(kinds: Iterable[ActivityKind], at: datetime) -> tuple[set[str], int, int, list[UUID]]:
    """Of this year: kinds nothing was planned for, how much is planned and done, and what is overdue."""
    today = at.astimezone(SHANGHAI).date()
    approved = (ActivityState.PLANNED, ActivityState.DONE)
    lines = Activity.objects.filter(kind__in=kinds, due_on__year=today.year, state__in=approved)
    missing = {kind.value for kind in kinds} - set(lines.values_list("kind", flat=True))
    done = lines.filter(state=ActivityState.DONE).count()
    late = lines.filter(state=ActivityState.PLANNED, due_on__lt=today)
    return missing, lines.count(), done, list(late.values_list("pk", flat=True))


@control("B-8.1.1", title="Systems are checked as planned, and weaknesses mended in time and retested")
def systems_checked(at: datetime) -> Evidence:
    """Each kind of check is in the plan of this year, none is overdue, and no weakness is past its day."""
    missing, planned, done, late = _planned(CHECKS, at)
    today = at.astimezone(SHANGHAI).date()
    open_late = list(overdue(today).values_list("pk", flat=True))
    mended = mending().filter(state=MeasureState.VERIFIED)
    tardy = mended.filter(verified_at__date__gt=F("weakness__mend_by")).count()
    figures = {
        "checks planned": planned,
        "checks done": done,
        "kinds of check without a plan": len(missing),
        "checks past their day": len(late),
        "weaknesses": Weakness.objects.count(),
        "weaknesses open": unmended().count(),
        "weaknesses past their day": len(open_late),
        "weaknesses mended too late": tardy,
    }
    threshold = "0 without a plan, 0 past their day"
    if not planned and not figures["weaknesses"]:
        return Evidence(Status.NO_DATA, figures, threshold)
    broken = len(missing) + len(late) + len(open_late)
    status = share_kept(kept=0, of=planned, broken=broken, risk=tardy)
    records = _these(WEAKNESSES, open_late) if open_late else _these(ACTIVITIES, late)
    return Evidence(status, figures, threshold, records)


@control("B-8.3.1", title="Every security incident has a type and a grade, and other grades a reason")
def incidents_graded(at: datetime) -> Evidence:
    """No incident is ungraded an hour after its report; a grade that differs from the suggested says why."""
    all_of_them = Incident.objects.all()
    ungraded = all_of_them.filter(Q(grade="") | Q(kind="") | Q(subtype=""))
    late = ungraded.filter(reported_at__lt=at - timedelta(hours=1))
    differing = all_of_them.exclude(grade=F("suggested_grade"))
    silent = differing.filter(grade_reason="").exclude(grade="")
    wrong = [*late.values_list("pk", flat=True), *silent.values_list("pk", flat=True)]
    total = all_of_them.count()
    figures = {
        "incidents": total,
        "incidents without type or grade": late.count(),
        "grades other than suggested": differing.exclude(grade="").count(),
        "of these without a reason": silent.count(),
    }
    status = share_kept(kept=total - len(wrong), of=total)
    return Evidence(status, figures, "0 and 0", _these(INCIDENTS, wrong))


@control("B-8.3.2", title="Incidents are told, handled and summed up in time, and the response is drilled")
def incidents_handled(at: datetime) -> Evidence:
    """The authority told within hours, summaries within days, persons told, actions verified, one drill."""
    untold = [one.pk for one in Incident.objects.filter(grade__in=REPORTABLE) if _told_late(one, at)]
    handled = Incident.objects.exclude(handled_at=None)
    unsummed = [one.pk for one in handled if one.summary_due and (one.summarised_at or at) > one.summary_due]
    closed = Incident.objects.filter(state=IncidentState.CLOSED)
    verified = mending().filter(state=MeasureState.VERIFIED)
    unmended_ones = closed.exclude(weaknesses__measures__in=verified)
    persons = OutsideReport.objects.filter(addressee=Addressee.PERSONS).values("incident")
    leaks = closed.filter(kind=IncidentKind.LEAK, affected_persons__gt=0, persons_spared="")
    silent = leaks.exclude(pk__in=persons)
    since = (at - timedelta(days=norm("incident.drill_days", on=at))).astimezone(SHANGHAI).date()
    drills = Activity.objects.filter(
        kind=ActivityKind.DRILL, state=ActivityState.DONE, done_on__gt=since
    ).count()
    figures = {
        "incidents": Incident.objects.count(),
        "incidents closed": closed.count(),
        "authority told late": len(untold),
        "summaries late": len(unsummed),
        "closed without verified actions": unmended_ones.count(),
        "persons not told": silent.count(),
        "drills within a year": drills,
    }
    wrong = {
        *untold,
        *unsummed,
        *unmended_ones.values_list("pk", flat=True),
        *silent.values_list("pk", flat=True),
    }
    threshold = "0 late, 0 without, 1 drill"
    if not figures["incidents"] and not drills:
        return Evidence(Status.NO_DATA, figures, threshold)
    status = share_kept(kept=0, of=1, broken=len(wrong) + (not drills))
    return Evidence(status, figures, threshold, _these(INCIDENTS, wrong))


def _told_late(incident: Incident, at: datetime) -> bool:
    told = incident.outside_reports.filter(addressee=Addressee.AUTHORITY).order_by("told_at").first()
    due = incident.authority_due
    return due is not None and (told.told_at if told else at) > due


@control("B-8.4.2", title="Information security is spread in all three ways as planned")
def security_spread(at: datetime) -> Evidence:
    """Inside, outside and with others: each is in the plan of this year, and nothing is overdue."""
    missing, planned, done, late = _planned(PUBLICITY, at)
    reached = Activity.objects.filter(
        kind__in=PUBLICITY, state=ActivityState.DONE, done_on__year=at.astimezone(SHANGHAI).year
    )
    figures = {
        "publicity planned": planned,
        "publicity done": done,
        "ways without a plan": len(missing),
        "publicity past its day": len(late),
        "people reached": sum(reached.values_list("reach", flat=True)),
    }
    threshold = "0 without a plan, 0 past their day"
    if not planned:
        return Evidence(Status.NO_DATA, figures, threshold)
    status = share_kept(kept=0, of=planned, broken=len(missing) + len(late))
    return Evidence(status, figures, threshold, _these(ACTIVITIES, late))
