"""What improvement can prove: chapter 10 of the norm, and what follows from surveys."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet, Sum
from django.utils.translation import gettext

from zhanggui.domain.care.queries import published_results
from zhanggui.domain.governance.queries import overdue_measures
from zhanggui.domain.improvement import analysing, readings
from zhanggui.domain.improvement.models import (
    Analysis,
    Idea,
    Improvement,
    Initiative,
    Milestone,
    MonthlyUpdate,
    Plan,
    ProjectExpense,
    Release,
)
from zhanggui.domain.improvement.plans import in_force, standing_of, strategy_of
from zhanggui.domain.improvement.states import (
    ROAD_AREAS,
    SERVICE_AREAS,
    AnalysisKind,
    IdeaState,
    ImprovementState,
    InitiativeKind,
    MetricArea,
    PlanKind,
    PlanState,
)
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.deadlines import after_working_days, china
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms.controls import Evidence, Records, control, share_kept
from zhanggui.mechanisms.controls.counts import count_between

SHOWN = 100
QUARTER = timedelta(days=92)
METRICS, ANALYSES, IMPROVEMENTS, RESULTS = (
    "admin:improvement_metric_changelist",
    "admin:improvement_analysis_changelist",
    "admin:improvement_improvement_changelist",
    "admin:care_satisfactionresult_changelist",
)
PLANS, INITIATIVES, RELEASES, IDEAS = (
    "admin:improvement_plan_changelist",
    "admin:improvement_initiative_changelist",
    "admin:improvement_release_changelist",
    "admin:improvement_idea_changelist",
)
YEAR = timedelta(days=366)
LOOKED_AT_WITHIN = timedelta(days=14)
"""House policy: a launch is looked at within two weeks of its day."""
PLANS_THAT_HELD = (PlanState.ADOPTED, PlanState.SUPERSEDED)
POSITIONING = {
    "quality": frozenset({"quality.complaints"}),
    "price": frozenset({"price.benchmark"}),
    "satisfaction": frozenset({"survey.service", "survey.goods", "survey.price"}),
}
"""What "goods of high quality, worth their price, for different groups" is measured by (B-1.1.3)."""
ALL_POSITIONING = frozenset().union(*POSITIONING.values())
DECIDED = (ImprovementState.KEPT, ImprovementState.DROPPED)


def _these(page: str, ids: Iterable[UUID]) -> Records:
    known = list(ids)
    shown = ",".join(str(one) for one in known[:SHOWN])
    return Records(len(known), page, {"id__in": shown} if shown else {})


@control("B-10.1.1", title="Every area is watched by metrics that are fresh and complete")
def metrics_fresh(at: datetime) -> Evidence:
    """No area without a metric, none stale beyond its refresh, no day missing; within limits, or at risk."""
    found = readings.health(readings.kept(), at)
    watched = {one.metric.area for one in found}
    stale = [one.metric.pk for one in found if one.stale]
    gaps = [one.metric.pk for one in found if one.missing]
    outside = [one.metric.pk for one in found if one.outside]
    areas = [area for area in MetricArea if area.value not in watched]
    figures = {
        "metrics": len(found),
        "areas without a metric": len(areas),
        "metrics that are stale": len(stale),
        "metrics with missing days": len(gaps),
        "metrics outside their limits": len(outside),
    }
    broken = len(stale) + len(gaps) + (len(areas) if found else 0)
    status = share_kept(kept=0, of=len(found), broken=broken, risk=len(outside))
    records = _these(METRICS, [*stale, *gaps]) if broken else _these(METRICS, outside)
    return Evidence(status, figures, "0 areas without, 0 stale, 0 missing", records)


@control("B-10.1.2", title="Analyses come out the same when they are made again")
def analyses_repeatable(at: datetime) -> Evidence:
    """The latest analyses are made again and compared by hash; one is made each quarter at least."""
    latest = list(Analysis.objects.order_by("-made_at")[:SHOWN])
    changed = [one.pk for one in latest if not analysing.comes_out_again(one)]
    fresh = sum(1 for one in latest if one.made_at >= at - QUARTER)
    used = Improvement.objects.exclude(analysis=None).values("analysis").distinct().count()
    figures = {
        "analyses": len(latest),
        "analyses this quarter": fresh,
        "analyses that come out differently": len(changed),
        "analyses something was decided on": used,
    }
    status = share_kept(kept=0, of=len(latest), broken=len(changed), risk=int(not fresh))
    return Evidence(status, figures, "0 different, one each quarter", _these(ANALYSES, changed))


@control("B-6.2.3", title="Results of surveys are analysed in time, and what is poor is improved")
def surveys_analysed(at: datetime) -> Evidence:
    """Each result within its working days; each theme below the limit has an improvement that is on time."""
    results = list(published_results()[:SHOWN])
    made = {one.result_id: one for one in Analysis.objects.filter(kind=AnalysisKind.SURVEY)}
    late = [one.pk for one in results if _analysed_late(one, made.get(one.pk), at)]
    poor = [(one.pk, theme) for one in made.values() for theme in _poor_themes(one, at)]
    treated = _treated()
    open_themes = [one for one in poor if one not in treated]
    overdue = overdue_measures(at).filter(improvement__analysis__kind=AnalysisKind.SURVEY)
    risen = sum(1 for one in made.values() for theme in one.figures["themes"].values() if _rose(theme))
    figures = {
        "results": len(results),
        "analysed late": len(late),
        "themes below the limit": len(poor),
        "themes without an improvement": len(open_themes),
        "actions past their day": overdue.count(),
        "themes that rose": risen,
    }
    broken = len(late) + len(open_themes) + overdue.count()
    status = share_kept(kept=0, of=len(results), broken=broken)
    records = _these(ANALYSES, [one for one, _ in open_themes]) if open_themes else _these(RESULTS, late)
    days = norm("survey.analyse_working_days", on=at)
    threshold = gettext("within {days} working days, 0 without, 0 past their day").format(days=days)
    return Evidence(status, figures, threshold, records)


def _analysed_late(result: Any, analysis: Analysis | None, at: datetime) -> bool:
    days = norm("survey.analyse_working_days", on=result.published_at)
    due = after_working_days(result.published_at, days, calendar=china())
    return (analysis.made_at if analysis else at) > due


def _poor_themes(analysis: Analysis, at: datetime) -> list[str]:
    """Themes that are scored below what the house wants, in hundredths of a point."""
    least = norm("survey.least_score", on=analysis.made_at) / 100
    themes = analysis.figures["themes"]
    return [theme for theme, found in themes.items() if found["mean"] is not None and found["mean"] < least]


def _rose(theme: dict[str, float | None]) -> bool:
    return bool(theme["change"] and theme["change"] > 0)


def _treated() -> set[tuple[UUID, str]]:
    """Which themes of which survey analyses have an improvement."""
    rows = Improvement.objects.filter(analysis__kind=AnalysisKind.SURVEY).exclude(
        state=ImprovementState.OPENED
    )
    return {
        (analysis, source.removeprefix("survey."))
        for analysis, source in rows.values_list("analysis_id", "metric__source")
    }


@control("B-10.2.1", title="Customer service is improved, and what it did is measured")
def service_improved(at: datetime) -> Evidence:
    """Complaint and service metrics: improvements are carried out in time and decided on their effect."""
    rates = {
        "taken up in an hour, percent": _percent("complaints.taken_up", at),
        "answered in a day, percent": _percent("complaints.answered", at),
        "major ones settled in two days, percent": _percent("complaints.settled", at),
    }
    return _improved(at, SERVICE_AREAS, rates)


@control("B-10.2.2", title="Delivery is improved, and what it did is measured")
def delivery_improved(at: datetime) -> Evidence:
    """The same for punctuality, damage and cost of delivery."""
    freight, parcels = count_between("delivery.freight", at - QUARTER, at)
    rates = {
        "on time, percent": _percent("delivery.on_time", at),
        "not lost, percent": _percent("delivery.whole", at),
        "freight of a parcel, yuan": round(freight / parcels / 100, 2) if parcels else "—",
    }
    return _improved(at, ROAD_AREAS, rates)


def _percent(code: str, at: datetime) -> float | str:
    """This share over the last quarter."""
    kept, of = count_between(code, at - QUARTER, at)
    return round(100 * kept / of, 2) if of else "—"


def _improved(at: datetime, areas: Iterable[MetricArea], rates: Mapping[str, float | str]) -> Evidence:
    cases = Improvement.objects.filter(metric__area__in=list(areas), opened_at__lte=at)
    overdue = set(overdue_measures(at).filter(improvement__in=cases).values_list("improvement_id", flat=True))
    idle = set(
        cases.filter(state=ImprovementState.OPENED, opened_at__lt=at - IDLE_FOR).values_list("pk", flat=True)
    )
    decided = list(cases.filter(state__in=DECIDED))
    for_nothing = [one.pk for one in decided if one.state == ImprovementState.KEPT and not _helped(one)]
    figures = {
        "improvements": cases.count(),
        "improvements this quarter": cases.filter(opened_at__gt=at - QUARTER).count(),
        "with a measured effect": len(decided),
        "kept without an effect": len(for_nothing),
        "late or not begun": len(overdue | idle),
        **rates,
    }
    wrong = [*overdue, *idle, *for_nothing]
    status = share_kept(kept=0, of=cases.count(), broken=len(wrong))
    return Evidence(status, figures, "0 late, 0 kept without an effect", _these(IMPROVEMENTS, wrong))


IDLE_FOR = timedelta(days=14)
"""House policy: what is done about a problem is planned within two weeks."""


def _helped(improvement: Improvement) -> bool:
    effect = improvement.said_effect
    return bool(effect.get("improved") or effect.get("target_reached"))


@control("B-10.4.1", title="Every goal of the strategy has a metric with a value, and is looked at each year")
def strategy_measured(at: datetime) -> Evidence:
    """A strategy holds for this year; its goals are measured; it was looked at within a year."""
    strategy = strategy_of(_year(at))
    standing = standing_of(strategy, at) if strategy else []
    unknown = [one for one in standing if one.value is None]
    review = strategy.looks.order_by("-reviewed_at").first() if strategy else None
    last = review.reviewed_at if review else strategy.decided_at if strategy else None
    overdue = int(last is not None and last < at - YEAR)
    figures = {
        "goals": len(standing),
        "goals without a value": len(unknown),
        "goals reached": sum(1 for one in standing if one.reached),
        "not looked at for a year": overdue,
    }
    drafted = Plan.objects.filter(kind=PlanKind.STRATEGY).exclude(state=PlanState.WITHDRAWN).count()
    broken = len(unknown) + overdue + int(strategy is None)
    status = share_kept(kept=0, of=drafted, broken=broken)
    return Evidence(status, figures, "a strategy in force, 0 without, 0 overdue", Records(drafted, PLANS))


@control("B-10.4.2", title="The plan of the year serves every goal, and is followed month by month")
def plan_followed(at: datetime) -> Evidence:
    """A late milestone is told as a deviation and decided about; finished months are closed in time."""
    plan = in_force(PlanKind.YEAR, _year(at))
    running = Initiative.objects.filter(plan=plan) if plan else Initiative.objects.none()
    goals = plan.strategy.goals if plan and plan.strategy else None
    unserved = goals.exclude(initiatives__in=running).count() if goals else 0
    due = Milestone.objects.filter(initiative__in=running, due_on__lt=at.astimezone(SHANGHAI).date())
    late = due.filter(Q(reached_on=None) | Q(reached_on__gt=F("due_on")))
    untold = _undecided(late)
    open_months = _months_left_open(plan, at) if plan else []
    figures = {
        "initiatives": running.count(),
        "goals without an initiative": unserved,
        "milestones due": due.count(),
        "milestones on time": due.count() - late.count(),
        "late without a decision": len(untold),
        "months not closed in time": len(open_months),
    }
    wrong = [*untold, *open_months]
    lacking = int(plan is None and strategy_of(_year(at)) is not None)
    total = running.count() + lacking
    status = share_kept(kept=0, of=total, broken=len(wrong) + unserved + lacking)
    return Evidence(status, figures, "0 goals without, 0 undecided, 0 open", _these(INITIATIVES, wrong))


def _year(at: datetime) -> int:
    return at.astimezone(SHANGHAI).year


def _undecided(late: QuerySet[Milestone]) -> list[UUID]:
    """Initiatives with a late milestone about which no closed update since has decided anything."""
    told = MonthlyUpdate.objects.exclude(decision="").exclude(closed_at=None)
    decided = set(told.filter(initiative__milestones__in=late).values_list("initiative_id", "month"))
    rows = late.values_list("initiative_id", "due_on")
    return sorted({pk for pk, due in rows if not _since(decided, pk, due)})


def _since(decided: set[tuple[UUID, date]], initiative: UUID, due: date) -> bool:
    return any(one == initiative and month >= due.replace(day=1) for one, month in decided)


def _months_left_open(plan: Plan, at: datetime) -> list[UUID]:
    """Initiatives with a month since its adoption that ended long ago, and whose update is not closed."""
    limit = at.astimezone(SHANGHAI).date() - timedelta(days=norm("plan.close_days", on=at))
    begun = plan.decided_at.astimezone(SHANGHAI).date() if plan.decided_at else limit
    months = [date(plan.year, month, 1) for month in range(1, 13)]
    ended = [one for one in months if begun < one < limit.replace(day=1)]
    rows = plan.initiatives.values_list("pk", "finished_at", "updates__month", "updates__closed_at")
    closed = {(pk, month) for pk, _finished, month, closed_at in rows if closed_at}
    finished = {pk: at_ and at_.astimezone(SHANGHAI).date() for pk, at_, _month, _closed in rows}
    return sorted(
        {
            pk
            for pk, last in finished.items()
            for month in ended
            if (last is None or month <= last) and (pk, month) not in closed
        }
    )


@control("B-10.3.1", title="Research keeps to its budget, and nothing is let out unassessed")
def research_accounted(at: datetime) -> Evidence:
    """Spent against budgets and against what was sold; releases assessed for security and privacy."""
    projects = Initiative.objects.filter(kind=InitiativeKind.RESEARCH, plan__state__in=PLANS_THAT_HELD)
    summed = projects.annotate(spent=Sum("expenses__amount_fen"))
    spent = list(summed.values_list("pk", "budget_fen", "spent"))
    over = [pk for pk, budget, total in spent if (total or 0) > budget]
    out = Release.objects.exclude(released_at=None)
    bare = out.filter(Q(assessed_at=None) | Q(assessed_at__gt=F("released_at")))
    year = datetime(_year(at), 1, 1, tzinfo=SHANGHAI)
    this_year = ProjectExpense.objects.filter(initiative__in=projects, spent_on__gte=year.date())
    total = this_year.aggregate(all=Sum("amount_fen"))["all"] or 0
    sold = count_between("orders.value", year, at)[0]
    figures = {
        "projects": len(spent),
        "spent this year, yuan": round(total / 100, 2),
        "spent of what was sold, percent": round(100 * total / sold, 2) if sold else 0,
        "over their budget": len(over),
        "releases": out.count(),
        "releases without an assessment": bare.count(),
    }
    status = share_kept(kept=0, of=len(spent), broken=len(over) + bare.count())
    records = _these(INITIATIVES, over) if over else _these(RELEASES, bare.values_list("pk", flat=True))
    return Evidence(status, figures, "0 over, 0 without an assessment", records)


@control("B-10.3.2", title="Ideas are assessed, tried by consent, and looked at after their launch")
def ideas_followed(at: datetime) -> Evidence:
    """Taken up or turned down in time; no experiment past its day; each launch looked at when it is due."""
    ideas = Idea.objects.all()
    waiting = ideas.filter(
        state=IdeaState.NOTED, noted_at__lt=at - timedelta(days=norm("idea.assess_days", on=at))
    )
    today = at.astimezone(SHANGHAI).date()
    endless = ideas.filter(state=IdeaState.TRYING, tried_until__lt=today - timedelta(days=1))
    unseen = ideas.filter(state=IdeaState.LAUNCHED, review_on__lt=today - LOOKED_AT_WITHIN)
    tried = ideas.exclude(metric=None).count()
    launched = ideas.exclude(launched_at=None)
    figures = {
        "ideas": ideas.count(),
        "ideas tried": tried,
        "ideas launched": launched.count(),
        "launches with a known effect": launched.filter(state=IdeaState.LOOKED_AT).count(),
        "waiting too long": waiting.count(),
        "experiments past their day": endless.count(),
        "launches nobody looked at": unseen.count(),
    }
    wrong = [pk for rows in (waiting, endless, unseen) for pk in rows.values_list("pk", flat=True)]
    status = share_kept(kept=0, of=ideas.count(), broken=len(wrong))
    return Evidence(status, figures, "0 waiting, 0 past their day, 0 not looked at", _these(IDEAS, wrong))


@control("B-1.1.3", title="The positioning is held as objectives, and groups of customers are compared")
def positioning_held(at: datetime) -> Evidence:
    """Quality, price and satisfaction have goals with a value; who is served how is analysed each quarter."""
    strategy = strategy_of(_year(at))
    held = {one.source: one for one in standing_of(strategy, at)} if strategy else {}
    known = {one.source for one in held.values() if one.value is not None}
    missing = [theme for theme, sources in POSITIONING.items() if known.isdisjoint(sources)]
    compared = Analysis.objects.filter(kind=AnalysisKind.GROUPS, made_at__gte=at - QUARTER, made_at__lte=at)
    objectives = [one for one in held.values() if one.source in ALL_POSITIONING]
    missed = sum(1 for one in objectives if one.value is not None and not one.reached)
    figures = {
        "objectives": len(objectives),
        "themes without a measured objective": len(missing),
        "objectives not reached": missed,
        "comparisons of groups this quarter": compared.count(),
    }
    broken = len(missing) + int(not compared.exists())
    drafted = Plan.objects.filter(kind=PlanKind.STRATEGY).exclude(state=PlanState.WITHDRAWN).count()
    status = share_kept(kept=0, of=drafted, broken=broken, risk=missed)
    return Evidence(status, figures, "quality, price and satisfaction, compared", Records(drafted, PLANS))
