"""Analyses: made at the desk, kept with their figures, and made again whenever they are looked at."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.care.models import SatisfactionResult
from zhanggui.domain.improvement import analysing
from zhanggui.domain.improvement import capabilities as may
from zhanggui.domain.improvement.models import Analysis, Metric
from zhanggui.domain.improvement.operations.analyse import AnalysisWish, analyse
from zhanggui.domain.improvement.rules import Span
from zhanggui.domain.improvement.states import AnalysisKind, Unit
from zhanggui.mechanisms.cases import policy_of
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.desks.improvements import improvement_questions, kept_metrics, opened
from zhanggui.surfaces.console.desks.metrics import said
from zhanggui.surfaces.console.questions import (
    asked,
    day,
    line,
    one_of,
    words,
)
from zhanggui.surfaces.console.words import choice_word
from zhanggui.surfaces.design import shown


def _days(suffix: str = "") -> dict[str, Any]:
    return {f"since{suffix}": day(_("From")), f"until{suffix}": day(_("Until"))}


def _span(doing: Doing, suffix: str = "") -> Span:
    return Span(doing[f"since{suffix}"], doing[f"until{suffix}"])


def _questions(**more: Any) -> Any:
    return asked(title=line(_("Title"), limit=120), **more, conclusion=words(_("What follows from it")))


def _analysis(kind: AnalysisKind, **wish: Any) -> Any:
    def run(doing: Doing) -> Analysis:
        found = {name: read(doing) for name, read in wish.items()}
        made = AnalysisWish(kind=kind, title=doing["title"], conclusion=doing["conclusion"], **found)
        return analyse(wish=made, by=doing.by, at=doing.at)

    return run


def _metric_id(doing: Doing) -> Any:
    return doing["metric"].pk


@register(Analysis)
class AnalysisDesk(Desk):
    """What was found out; the page makes each analysis again and compares."""

    roles = may.SEE_IMPROVEMENT.roles
    columns = ("number", "title", "kind", "made_by", "made_at", "data_until")
    list_filter = ("kind",)
    search_fields = ("number__exact", "title")
    ordering = ("-made_at",)
    shows = ("number", "title", "kind", "conclusion", "made_by", "made_at", "data_until", "method", "sha256")
    starts = (
        *(
            Act(
                name,
                title,
                _analysis(kind, metric_id=_metric_id, span=_span),
                capability=may.ANALYSE,
                form=_questions(metric=one_of(_("Metric"), kept_metrics), **_days()),
            )
            for name, title, kind in (
                ("trend", _("Trend of a metric"), AnalysisKind.TREND),
                ("chart", _("Control chart of a metric"), AnalysisKind.CHART),
            )
        ),
        Act(
            "compare",
            _("Compare two periods"),
            _analysis(
                AnalysisKind.COMPARISON,
                metric_id=_metric_id,
                span=_span,
                second=lambda doing: _span(doing, "_2"),
            ),
            capability=may.ANALYSE,
            form=_questions(
                metric=one_of(_("Metric"), kept_metrics),
                **_days(),
                since_2=day(_("Other period from")),
                until_2=day(_("Other period until")),
            ),
        ),
        Act(
            "pareto",
            _("Causes of complaints"),
            _analysis(AnalysisKind.PARETO, span=_span),
            capability=may.ANALYSE,
            form=_questions(**_days()),
            help=_("The causes found in complaints settled in these days, the most frequent first."),
        ),
        Act(
            "groups",
            _("Groups of customers"),
            _analysis(AnalysisKind.GROUPS, span=_span),
            capability=may.ANALYSE,
            form=_questions(**_days()),
            help=_("Satisfaction and returns by part of the country; means that few gave are left out."),
        ),
        Act(
            "survey",
            _("Analyse the result of a survey"),
            _analysis(AnalysisKind.SURVEY, result_id=lambda doing: doing["result"].pk),
            capability=may.ANALYSE,
            form=_questions(
                result=one_of(_("Published result"), lambda: SatisfactionResult.objects.order_by("-until"))
            ),
            help=_("Within 15 working days of its publication; a poor theme is put right by an improvement."),
        ),
    )
    acts = (
        Act(
            "improve",
            _("Open an improvement"),
            lambda doing: opened(doing, doing.thing),
            capability=may.IMPROVE,
            form=lambda thing, by: asked(**improvement_questions()),
        ),
    )
    tables = (
        Table(
            _("Improvements"),
            lambda analysis: analysis.improvements.select_related("metric").order_by("opened_at"),
            ("number", "problem", "metric", "target", "state"),
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        """The figures, with a plot; made again now."""
        more = {"covers": covers(thing), "same": analysing.comes_out_again(thing)}
        return [{"template": "console/panels/analysis.html", **more, **FIGURES[thing.kind](thing)}]


def covers(analysis: Analysis) -> str:
    """Of what and of which days it was made."""
    kept = analysis.parameters
    metric = Metric.objects.filter(pk=kept.get("metric")).first() if "metric" in kept else None
    spans = [
        f"{shown.day_text(date.fromisoformat(kept[f'since{one}']))} – "
        f"{shown.day_text(date.fromisoformat(kept[f'until{one}']))}"
        for one in ("", "_2")
        if f"since{one}" in kept
    ]
    named = metric or analysis.result or ""
    return " · ".join([str(one) for one in (named, *spans) if one])


def _daily_shown(analysis: Analysis, names: dict[str, str], beyond: Sequence[str] = ()) -> dict[str, Any]:
    """The days as columns, and a table of what they come to and of each day."""
    unit = Metric.objects.get(pk=analysis.parameters["metric"]).unit
    totals = [(name, said(analysis.figures[key], unit)) for key, name in names.items()]
    days = [(date.fromisoformat(one), one in beyond, value) for one, value in analysis.figures["days"]]
    rows = [(f"{shown.day_text(one)}{' ⚠' if far else ''}", said(value, unit)) for one, far, value in days]
    return {
        "plotted": [value for _day, _far, value in days],
        "label": ", ".join(f"{name} {text}" for name, text in totals),
        "headings": [gettext("Day"), gettext("Value")],
        "rows": [*totals, *reversed(rows)],
    }


def _trend_shown(analysis: Analysis) -> dict[str, Any]:
    names = {"value": gettext("What these days come to"), "rise_each_day": gettext("Rise each day")}
    return _daily_shown(analysis, names)


def _chart_shown(analysis: Analysis) -> dict[str, Any]:
    names = {
        "centre": gettext("Centre line"),
        "lower": gettext("Lower control limit"),
        "upper": gettext("Upper control limit"),
    }
    beyond = analysis.figures["beyond"]
    panel = _daily_shown(analysis, names, beyond)
    panel["rows"].insert(len(names), (gettext("Days beyond the limits"), shown.number_text(len(beyond))))
    return panel


def _comparison_shown(analysis: Analysis) -> dict[str, Any]:
    unit = Metric.objects.get(pk=analysis.parameters["metric"]).unit
    names = {
        "first": gettext("First period"),
        "second": gettext("Other period"),
        "difference": gettext("Difference"),
    }
    found = analysis.figures
    rows = [(name, said(found[key], unit)) for key, name in names.items()]
    bars = [(names[key], found[key], said(found[key], unit)) for key in ("first", "second")]
    label = ", ".join(f"{name} {text}" for name, text in rows)
    return {"bars": bars, "label": label, "headings": [gettext("Period"), gettext("Value")], "rows": rows}


def _pareto_shown(analysis: Analysis) -> dict[str, Any]:
    causes = policy_of("care.complaint").causes or {}
    found = analysis.figures["causes"]
    named = [(gettext(causes.get(cause, cause)), many, part) for cause, many, part in found]
    rows = [(name, shown.number_text(many), f"{part}%") for name, many, part in named]
    return {
        "bars": [(name, many, shown.number_text(many)) for name, many, _part in named],
        "label": ", ".join(f"{name} {many}" for name, many, _part in rows),
        "headings": [gettext("Cause"), gettext("Complaints"), gettext("Share so far")],
        "rows": rows,
    }


def _groups_shown(analysis: Analysis) -> dict[str, Any]:
    groups = [(choice_word(name), *rest) for name, *rest in analysis.figures["groups"]]
    rows = [
        (name, shown.number_text(orders), said(rate, Unit.PERCENT), shown.number_text(answers), score(mean))
        for name, orders, rate, answers, mean in groups
    ]
    return {
        "bars": [(row[0], group[2] or 0, row[2]) for row, group in zip(rows, groups, strict=True)],
        "label": ", ".join(f"{row[0]} {row[2]}" for row in rows),
        "headings": [
            gettext("Part of the country"),
            gettext("Orders delivered"),
            gettext("Returns asked for, of orders"),
            gettext("Answers"),
            gettext("Satisfaction with the service"),
        ],
        "rows": rows,
    }


def score(value: float | None) -> str:
    """A mean of points, or by how much it changed."""
    return said(value, Unit.SCORE)


def _survey_shown(analysis: Analysis) -> dict[str, Any]:
    names = {"service": gettext("Service"), "goods": gettext("Goods"), "price": gettext("Price")}
    themes = [(name, analysis.figures["themes"][theme]) for theme, name in names.items()]
    rows = [
        (
            name,
            score(found["mean"]),
            shown.number_text(found["answers"]),
            score(found["change"]),
        )
        for name, found in themes
    ]
    return {
        "bars": [(name, found["mean"] or 0, score(found["mean"])) for name, found in themes],
        "label": ", ".join(f"{row[0]} {row[1]}" for row in rows),
        "headings": [
            gettext("Theme"),
            gettext("Mean"),
            gettext("Answers"),
            gettext("Change since the last one"),
        ],
        "rows": rows,
    }


FIGURES = {
    AnalysisKind.TREND: _trend_shown,
    AnalysisKind.CHART: _chart_shown,
    AnalysisKind.COMPARISON: _comparison_shown,
    AnalysisKind.PARETO: _pareto_shown,
    AnalysisKind.GROUPS: _groups_shown,
    AnalysisKind.SURVEY: _survey_shown,
}
