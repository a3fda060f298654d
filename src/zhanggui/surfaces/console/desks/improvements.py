"""Analyses, and improvements from the problem to the measured effect."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.care.models import SatisfactionResult
from zhanggui.domain.governance.operations.plan_improving import ImprovingWish
from zhanggui.domain.governance.queries import people_of_the_house
from zhanggui.domain.improvement import analysing
from zhanggui.domain.improvement import capabilities as may
from zhanggui.domain.improvement.effects import Effect, effect_of
from zhanggui.domain.improvement.models import Analysis, Improvement, Metric
from zhanggui.domain.improvement.operations.analyse import AnalysisWish, analyse
from zhanggui.domain.improvement.operations.decide_improvement import decide_improvement
from zhanggui.domain.improvement.operations.open_improvement import ImprovementWish, open_improvement
from zhanggui.domain.improvement.operations.plan_action import plan_action
from zhanggui.domain.improvement.rules import Span
from zhanggui.domain.improvement.states import IMPROVEMENT, AnalysisKind, ImprovementSource, Unit
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import Refusal
from zhanggui.mechanisms.cases import policy_of
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.desks.metrics import number, said
from zhanggui.surfaces.console.desks.risks import worded
from zhanggui.surfaces.console.questions import (
    YuanField,
    asked,
    choice,
    day,
    line,
    one_of,
    person,
    whole,
    words,
)
from zhanggui.surfaces.design import shown
from zhanggui.surfaces.design.templatetags.design import said as refusal_said


def _metrics() -> Any:
    return Metric.objects.filter(retired_at=None).order_by("area", "code")


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
        Act(
            "trend",
            _("Trend of a metric"),
            _analysis(AnalysisKind.TREND, metric_id=_metric_id, span=_span),
            capability=may.ANALYSE,
            form=_questions(metric=one_of(_("Metric"), _metrics), **_days()),
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
                metric=one_of(_("Metric"), _metrics),
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
            lambda doing: _open(doing, doing.thing),
            capability=may.IMPROVE,
            form=lambda thing, by: asked(**_improvement_questions()),
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


def _trend_shown(analysis: Analysis) -> dict[str, Any]:
    unit = Metric.objects.get(pk=analysis.parameters["metric"]).unit
    days = [(date.fromisoformat(one), value) for one, value in analysis.figures["days"]]
    rows = [(shown.day_text(one), said(value, unit)) for one, value in reversed(days)]
    totals = [
        (gettext("What these days come to"), said(analysis.figures["value"], unit)),
        (gettext("Rise each day"), said(analysis.figures["rise_each_day"], unit)),
    ]
    return {
        "plotted": [value for _day, value in days],
        "label": ", ".join(f"{name} {text}" for name, text in totals),
        "headings": [gettext("Day"), gettext("Value")],
        "rows": [*totals, *rows],
    }


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
    AnalysisKind.COMPARISON: _comparison_shown,
    AnalysisKind.PARETO: _pareto_shown,
    AnalysisKind.SURVEY: _survey_shown,
}


def _improvement_questions() -> dict[str, Any]:
    return {
        "source": choice(_("What it follows from"), worded(ImprovementSource)),
        "problem": words(_("Problem")),
        "metric": one_of(_("Metric that shows it"), _metrics),
        "target": number(_("Target"), required=True),
        "days": whole(_("Days compared before and after"), least=1, most=366),
        "owner": person(_("Owner"), people_of_the_house),
    }


def _open(doing: Doing, analysis: Analysis | None = None) -> Improvement:
    wish = ImprovementWish(
        problem=doing["problem"],
        came_from=ImprovementSource(doing["source"]),
        metric_id=doing["metric"].pk,
        target=doing["target"],
        period_days=doing["days"],
        owner_id=doing["owner"].pk,
        analysis_id=analysis.pk if analysis else None,
    )
    return open_improvement(wish=wish, by=doing.by, at=doing.at)


def _plan(doing: Doing) -> None:
    wish = ImprovingWish(
        what=doing["what"], owner_id=doing["owner"].pk, due_on=doing["due"], cost_fen=doing["cost"] or 0
    )
    plan_action(improvement_id=doing.thing.pk, wish=wish, by=doing.by, at=doing.at)


def _decision(verb: str, title: Any, tone: str) -> Act:
    return Act(
        verb,
        title,
        lambda d: decide_improvement(
            improvement_id=d.thing.pk, verb=verb, reason=d["reason"], by=d.by, at=d.at
        ),
        capability=may.DECIDE_IMPROVEMENTS,
        form=asked(reason=words(_("Reason"))),
        offered=lambda one: IMPROVEMENT.allows(one.state, verb),
        tone=tone,
        help=_("Decided on the measured effect, by somebody who had no part in it."),
    )


@register(Improvement)
class ImprovementDesk(Desk):
    """Problem, target, actions, and what the metric did before and after."""

    roles = may.SEE_IMPROVEMENT.roles
    columns = ("number", "problem", "came_from", "metric", "target", "owner", "state", "opened_at")
    list_select_related = ("metric",)
    list_filter = ("state", "came_from", "metric__area")
    search_fields = ("number__exact", "problem")
    ordering = ("-opened_at",)
    shows = (
        "number", "problem", "came_from", "analysis", "metric", "target", "period_days", "owner", "state",
        "opened_by", "opened_at", "decision", "decided_by", "decided_at",
    )  # fmt: skip
    starts = (
        Act(
            "open",
            _("Open an improvement"),
            _open,
            capability=may.IMPROVE,
            form=lambda thing, by: asked(**_improvement_questions()),
        ),
    )
    acts = (
        Act(
            "plan",
            _("Plan an action"),
            _plan,
            capability=may.IMPROVE,
            form=asked(
                what=words(_("What is done")),
                owner=person(_("Owner"), people_of_the_house),
                due=day(_("Due on")),
                cost=YuanField(_("Cost, yuan"), required=False),
            ),
            offered=lambda one: IMPROVEMENT.allows(one.state, "act"),
            tone="primary",
            help=_("Its owner says when it is done, and somebody else verifies it."),
        ),
        _decision("keep", _("Keep the change"), "primary"),
        _decision("drop", _("Drop the change"), "danger"),
    )
    tables = (
        Table(
            _("Actions"),
            lambda one: one.measures.select_related("owner__person").order_by("due_on"),
            ("planned_work", "owner", "due_on", "state", "cost_fen", "done_at", "verified_at"),
        ),
    )

    def offered(self, request: HttpRequest, thing: Any) -> list[Any]:
        """Actions are planned by the owner or by whoever opened it; the decision is for others."""
        mine = acting(request).account_id in (thing.owner_id, thing.opened_by_id)
        return [one for one in super().offered(request, thing) if (one[0].name == "plan") == mine]

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        """The effect: as it was decided upon, or as it stands now."""
        return [{"template": "console/panels/before_after.html", **_effect_shown(thing)}]


def _effect_shown(improvement: Improvement) -> dict[str, Any]:
    try:
        effect = Effect(**improvement.effect) if improvement.effect else effect_of(improvement, clock.now())
    except Refusal as refusal:
        return {"problem": refusal_said(refusal)}
    unit = improvement.metric.unit
    before, after = gettext("Before"), gettext("After")
    bars = [
        (before, effect.before, said(effect.before, unit)),
        (after, effect.after, said(effect.after, unit)),
    ]
    facts = [
        (gettext("Changed on"), effect.changed_on),
        (before, f"{effect.before_since} – {effect.before_until}"),
        (after, f"{effect.after_since} – {effect.after_until}"),
        (gettext("Days counted"), f"{effect.before_days} / {effect.after_days}"),
        (gettext("Target"), said(improvement.target, unit)),
    ]
    verdict = gettext("Target reached") if effect.target_reached else gettext("Target not reached")
    label = ", ".join(f"{name} {text}" for name, _value, text in bars)
    return {
        "metric": str(improvement.metric),
        "bars": bars,
        "label": label,
        "facts": facts,
        "verdict": verdict,
    }
