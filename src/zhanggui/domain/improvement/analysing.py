"""The methods of analysis. Each rests on rows that never change, so that it can be made again (B-10.1.2)."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from zhanggui.domain.aftersales.queries import asked_by_province
from zhanggui.domain.care.queries import published_results, service_by_province
from zhanggui.domain.improvement import rules
from zhanggui.domain.improvement.models import Analysis, Metric
from zhanggui.domain.improvement.readings import points_between
from zhanggui.domain.improvement.refusals import DaysNotOver, NothingToAnalyse, PeriodTooShort
from zhanggui.domain.improvement.rules import Point, Span
from zhanggui.domain.improvement.states import AnalysisKind, Region
from zhanggui.domain.sales.queries import delivered_by_province
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms.approvals import digest_of
from zhanggui.mechanisms.cases.models import Case
from zhanggui.mechanisms.trail.models import Fact

METHOD = "2026-11"
"""The version of the methods below. An analysis keeps the one it was made by."""
THEMES = ("service", "goods", "price")

Figures = dict[str, Any]


def span_of(parameters: Mapping[str, Any], since: str = "since", until: str = "until") -> Span:
    """Days as an analysis keeps them."""
    return Span(date.fromisoformat(parameters[since]), date.fromisoformat(parameters[until]))


def refuse_unfinished(span: Span, data_until: datetime) -> None:
    """Only days that are over are analysed, and not too many of them."""
    if span.until < span.since or span.until >= data_until.astimezone(SHANGHAI).date():
        raise DaysNotOver
    if (span.until - span.since).days >= rules.PERIOD_MOST:
        raise PeriodTooShort(most=rules.PERIOD_MOST)


def _metric(parameters: Mapping[str, Any]) -> Metric:
    return Metric.objects.get(pk=UUID(parameters["metric"]))


def _daily(metric: Metric, points: Sequence[Point]) -> list[tuple[str, float]]:
    """Each day on which something was counted. Raises ``NothingToAnalyse``."""
    found = [(point.day.isoformat(), rules.value([point], metric.unit)) for point in points]
    days = [(day, value) for day, value in found if value is not None]
    if not days:
        raise NothingToAnalyse
    return days


def _trend(parameters: Mapping[str, Any]) -> Figures:
    """Day by day, and by how much a day it rises: the straight line nearest to the days."""
    metric = _metric(parameters)
    points = points_between(metric, span_of(parameters))
    days = _daily(metric, points)
    return {
        "days": [list(one) for one in days],
        "value": rules.value(points, metric.unit),
        "rise_each_day": rules.slope([(date.fromisoformat(day), found) for day, found in days]),
    }


def _chart(parameters: Mapping[str, Any]) -> Figures:
    """Day by day against the limits of a steady process, and the days beyond them."""
    metric = _metric(parameters)
    days = _daily(metric, points_between(metric, span_of(parameters)))
    limits = rules.bounds([found for _, found in days])
    return {
        "days": [list(one) for one in days],
        "centre": limits.centre,
        "lower": limits.lower,
        "upper": limits.upper,
        "beyond": [day for day, found in days if not limits.lower <= found <= limits.upper],
    }


def _comparison(parameters: Mapping[str, Any]) -> Figures:
    """What two periods come to, and the difference."""
    metric = _metric(parameters)
    first = rules.value(points_between(metric, span_of(parameters, "since", "until")), metric.unit)
    second = rules.value(points_between(metric, span_of(parameters, "since_2", "until_2")), metric.unit)
    if first is None or second is None:
        raise NothingToAnalyse
    return {"first": first, "second": second, "difference": round(second - first, 2)}


def _moments(span: Span) -> tuple[datetime, datetime]:
    """From when until before when these days last in Shanghai."""
    since = datetime.combine(span.since, time(), SHANGHAI)
    return since, datetime.combine(span.until + timedelta(days=1), time(), SHANGHAI)


def _groups(parameters: Mapping[str, Any]) -> Figures:
    """How customers of each part of the country are served: satisfaction, and what comes back.

    A mean that so few gave that they might be recognised is left out (PI-05).
    """
    since, until = _moments(span_of(parameters))
    found = {region: {"orders": 0, "returns": 0, "answers": 0, "points": 0} for region in Region}
    for province, many in delivered_by_province(since=since, until=until).items():
        found[rules.region_of(province)]["orders"] += many
    for province, many in asked_by_province(since=since, until=until).items():
        found[rules.region_of(province)]["returns"] += many
    for province, (many, points) in service_by_province(since=since, until=until).items():
        found[rules.region_of(province)]["answers"] += many
        found[rules.region_of(province)]["points"] += points
    least = norm("survey.smallest_cell", on=until)
    groups = [_group(region.value, one, least) for region, one in found.items() if any(one.values())]
    if not groups:
        raise NothingToAnalyse
    return {"groups": groups}


def _group(name: str, counted: Mapping[str, int], least: int) -> list[Any]:
    """The group, its orders, returns in a hundred orders, answers, and their mean if enough gave one."""
    orders, answers = counted["orders"], counted["answers"]
    rate = round(100 * counted["returns"] / orders, 2) if orders else None
    mean = round(counted["points"] / answers, 2) if answers >= least else None
    return [name, orders, rate, answers, mean]


def _pareto(parameters: Mapping[str, Any]) -> Figures:
    """The causes found in complaints that were settled in these days, the most frequent first.

    They are read from the trail: what was said when a case was resolved stays, whatever becomes of the case.
    """
    since, until = _moments(span_of(parameters))
    facts = Fact.objects.filter(name="cases.resolved", at__gte=since, at__lt=until)
    complaints = Case.objects.filter(kind="care.complaint").values("id")
    causes = facts.filter(subject_id__in=complaints).values_list("body__cause", flat=True)
    counted = Counter(cause for cause in causes if cause)
    if not counted:
        raise NothingToAnalyse
    total, so_far, rows = sum(counted.values()), 0, []
    for cause, number in sorted(counted.items(), key=lambda one: (-one[1], one[0])):
        so_far += number
        rows.append([cause, number, round(100 * so_far / total, 1)])
    return {"causes": rows, "total": total}


def _survey(parameters: Mapping[str, Any]) -> Figures:
    """Each theme of a published result, beside the result before it."""
    result = published_results().get(pk=UUID(parameters["result"]))
    earlier = published_results().filter(until__lt=result.since).first()
    themes = {}
    for theme in THEMES:
        mean = result.figures[theme]["mean"]
        before = earlier.figures[theme]["mean"] if earlier else None
        change = None if mean is None or before is None else round(mean - before, 2)
        themes[theme] = {"mean": mean, "answers": result.figures[theme]["count"], "change": change}
    return {"asked": result.asked, "answered": result.answered, "themes": themes}


METHODS: Mapping[AnalysisKind, Callable[[Mapping[str, Any]], Figures]] = {
    AnalysisKind.TREND: _trend,
    AnalysisKind.COMPARISON: _comparison,
    AnalysisKind.PARETO: _pareto,
    AnalysisKind.CHART: _chart,
    AnalysisKind.GROUPS: _groups,
    AnalysisKind.SURVEY: _survey,
}


def compute(kind: str, parameters: Mapping[str, Any]) -> tuple[Figures, str]:
    """The figures, and their hash."""
    figures = METHODS[AnalysisKind(kind)](parameters)
    return figures, digest_of(figures)


def comes_out_again(analysis: Analysis) -> bool:
    """Whether making it again gives the same figures, and these are what was kept."""
    try:
        again = compute(analysis.kind, analysis.parameters)[1]
    except NothingToAnalyse:
        return False
    return again == analysis.sha256 == digest_of(analysis.figures)
