"""What improvement can prove: chapter 10 of the norm, and what follows from surveys."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from zhanggui.domain.care.queries import published_results
from zhanggui.domain.governance.queries import overdue_measures
from zhanggui.domain.improvement import analysing, readings
from zhanggui.domain.improvement.models import Analysis, Improvement, Metric
from zhanggui.domain.improvement.states import (
    ROAD_AREAS,
    SERVICE_AREAS,
    AnalysisKind,
    ImprovementState,
    MetricArea,
)
from zhanggui.kernel.deadlines import after_working_days, china
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms.controls import Evidence, Records, control, share_kept

SHOWN = 100
QUARTER = timedelta(days=92)
METRICS, ANALYSES, IMPROVEMENTS, RESULTS = (
    "admin:improvement_metric_changelist",
    "admin:improvement_analysis_changelist",
    "admin:improvement_improvement_changelist",
    "admin:care_satisfactionresult_changelist",
)
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
    return _improved(at, SERVICE_AREAS, "complaints.answered")


@control("B-10.2.2", title="Delivery is improved, and what it did is measured")
def delivery_improved(at: datetime) -> Evidence:
    """The same for punctuality, damage and cost of delivery."""
    return _improved(at, ROAD_AREAS, "delivery.on_time")


def _improved(at: datetime, areas: Iterable[MetricArea], watched: str) -> Evidence:
    cases = Improvement.objects.filter(metric__area__in=list(areas), opened_at__lte=at)
    overdue = set(overdue_measures(at).filter(improvement__in=cases).values_list("improvement_id", flat=True))
    idle = set(
        cases.filter(state=ImprovementState.OPENED, opened_at__lt=at - IDLE_FOR).values_list("pk", flat=True)
    )
    decided = list(cases.filter(state__in=DECIDED))
    for_nothing = [one.pk for one in decided if one.state == ImprovementState.KEPT and not _helped(one)]
    metric = Metric.objects.filter(source=watched, retired_at=None).first()
    value = next((one.value for one in readings.health([metric], at)), None) if metric else None
    figures = {
        "improvements": cases.count(),
        "improvements this quarter": cases.filter(opened_at__gt=at - QUARTER).count(),
        "with a measured effect": len(decided),
        "kept without an effect": len(for_nothing),
        "late or not begun": len(overdue | idle),
        "share in 30 days, percent": "—" if value is None else value,
    }
    wrong = [*overdue, *idle, *for_nothing]
    status = share_kept(kept=0, of=cases.count(), broken=len(wrong))
    return Evidence(status, figures, "0 late, 0 kept without an effect", _these(IMPROVEMENTS, wrong))


IDLE_FOR = timedelta(days=14)
"""House policy: what is done about a problem is planned within two weeks."""


def _helped(improvement: Improvement) -> bool:
    effect = improvement.said_effect
    return bool(effect.get("improved") or effect.get("target_reached"))
