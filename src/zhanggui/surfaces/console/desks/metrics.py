"""The catalogue of metrics: what is watched, how it stands, and each metric day by day."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.governance.queries import people_of_the_house
from zhanggui.domain.improvement import capabilities as may
from zhanggui.domain.improvement import readings
from zhanggui.domain.improvement.models import Metric
from zhanggui.domain.improvement.operations.adopt_catalogue import adopt_catalogue
from zhanggui.domain.improvement.operations.define_metric import MetricWish, define_metric
from zhanggui.domain.improvement.operations.retire_metric import retire_metric
from zhanggui.domain.improvement.operations.set_limits import Limits, set_limits
from zhanggui.domain.improvement.readings import Health
from zhanggui.domain.improvement.states import Better, MetricArea, Unit
from zhanggui.kernel import clock
from zhanggui.mechanisms.controls import Status, all_controls
from zhanggui.mechanisms.controls.counts import all_counts
from zhanggui.mechanisms.controls.queries import figure_names
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, register
from zhanggui.surfaces.console.present import address
from zhanggui.surfaces.console.questions import asked, choice, line, person, whole, worded, words
from zhanggui.surfaces.console.words import choice_word
from zhanggui.surfaces.design import shown

PLOTTED_DAYS = 60
UNITS = {Unit.PERCENT: "{}%", Unit.YUAN: "¥{}"}


def said(value: float | None, unit: str) -> str:
    """A value as people read it."""
    if value is None:
        return "—"
    number = f"{value:,.2f}" if unit == Unit.YUAN else f"{value:,.2f}".rstrip("0").rstrip(".")
    return UNITS.get(Unit(unit), "{}").format(number)


def limits_said(metric: Metric) -> str:
    """Between which values it should stay."""
    lower, upper = metric.lower_limit, metric.upper_limit
    if lower is None and upper is None:
        return "—"
    parts = [
        f"≥ {said(lower, metric.unit)}" if lower is not None else "",
        f"≤ {said(upper, metric.unit)}" if upper is not None else "",
    ]
    return " ".join(part for part in parts if part)


def number(label: Any, *, required: bool = False) -> forms.FloatField:
    """A number that may have decimals."""
    return forms.FloatField(label=label, required=required)


def _sources() -> list[tuple[str, str]]:
    """Everything a metric may rest on: what is counted by the day, and each figure of each control."""
    counted = [(one.code, gettext(one.title)) for one in all_counts()]
    titles = {one.code: f"{' '.join(one.clauses)} {gettext(one.title)}" for one in all_controls()}
    figures = [
        (f"{control}:{figure}", f"{titles[control]} · {gettext(figure)}")
        for control, figure in figure_names()
        if control in titles
    ]
    return [*counted, *figures]


def source_said(metric: Metric) -> str:
    """Where its figures come from, in words."""
    key = f"{metric.source}:{metric.figure}" if metric.figure else metric.source
    return dict(_sources()).get(key, key)


def _definition(thing: Any, by: Any) -> Any:
    return asked(
        code=line(_("Code"), limit=40),
        title=line(_("Title"), limit=80),
        definition=words(_("Definition")),
        area=choice(_("Area"), worded(MetricArea)),
        source=choice(_("Source of the figures"), _sources()),
        unit=choice(_("Unit"), worded(Unit)),
        better=choice(_("Better"), worded(Better)),
        refresh=whole(_("Refreshed every so many days"), least=1, most=92),
        **_limit_questions(),
    )


def _limit_questions() -> dict[str, Any]:
    return {
        "owner": person(_("Owner"), people_of_the_house),
        "lower": number(_("Lower limit")),
        "upper": number(_("Upper limit")),
    }


def _limits(doing: Doing) -> Limits:
    return Limits(owner_id=doing["owner"].pk, lower=doing["lower"], upper=doing["upper"])


def _define(doing: Doing) -> Metric:
    source, _colon, figure = doing["source"].partition(":")
    wish = MetricWish(
        code=doing["code"],
        title=doing["title"],
        definition=doing["definition"],
        area=MetricArea(doing["area"]),
        source=source,
        figure=figure,
        unit=Unit(doing["unit"]),
        better=Better(doing["better"]),
        limits=_limits(doing),
        refresh_days=doing["refresh"],
    )
    return define_metric(wish=wish, by=doing.by, at=doing.at)


def _set(doing: Doing) -> None:
    set_limits(
        metric_id=doing.thing.pk, limits=_limits(doing), reason=doing["reason"], by=doing.by, at=doing.at
    )


def _live(metric: Metric) -> bool:
    return metric.retired_at is None


def status_of(one: Health) -> Status:
    """Stale or incomplete is broken; outside its limits is at risk."""
    if one.stale or one.missing:
        return Status.NO_DATA if one.last_day is None else Status.BROKEN
    return Status.AT_RISK if one.outside else Status.KEPT


def _row(one: Health) -> dict[str, Any]:
    values = [value for _day, value in one.by_day if value is not None]
    return {
        "metric": one.metric,
        "address": address(one.metric),
        "area": choice_word(one.metric.area, "area"),
        "plotted": values,
        "label": ", ".join(said(value, one.metric.unit) for value in values[-7:]),
        "value": said(one.value, one.metric.unit),
        "limits": limits_said(one.metric),
        "last_day": one.last_day,
        "status": status_of(one),
    }


@register(Metric)
class MetricDesk(Desk):
    """The catalogue, with how each metric stands above it."""

    roles = may.SEE_IMPROVEMENT.roles
    change_list_template = "console/metrics.html"
    columns = ("title", "area", "unit", "better", "refresh_days", "owner", "defined_at", "retired_at")
    list_filter = ("area", "better")
    search_fields = ("title", "code__exact")
    ordering = ("area", "code")
    shows = (
        "title", "definition", "area", "unit", "better", "refresh_days", "owner", "lower_limit",
        "upper_limit", "defined_by", "defined_at", "retired_at",
    )  # fmt: skip
    starts = (
        Act(
            "adopt",
            _("Adopt the catalogue of the house"),
            lambda d: adopt_catalogue(by=d.by, at=d.at) and None,
            capability=may.KEEP_METRICS,
            help=_("Adds what is missing; what is in the catalogue stays as it is."),
        ),
        Act("define", _("Define a metric"), _define, capability=may.KEEP_METRICS, form=_definition),
    )
    acts = (
        Act(
            "limits",
            _("Set owner and limits"),
            _set,
            capability=may.KEEP_METRICS,
            form=lambda thing, by: asked(**_limit_questions(), reason=words(_("Reason"))),
            initial=lambda metric: {
                "owner": metric.owner_id, "lower": metric.lower_limit, "upper": metric.upper_limit
            },
            offered=_live,
            tone="primary",
        ),
        Act(
            "retire",
            _("No longer keep it"),
            lambda d: retire_metric(metric_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            capability=may.KEEP_METRICS,
            form=asked(reason=words(_("Reason"))),
            offered=_live,
            tone="danger",
        ),
    )  # fmt: skip

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        board = [_row(one) for one in readings.health(readings.kept(), clock.now())]
        return super().changelist_view(request, {"board": board, **(extra_context or {})})

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        """The readings, as columns and as a table, the latest first."""
        return [metric_panel(thing)]


def metric_panel(metric: Metric) -> dict[str, Any]:
    """The panel of one metric."""
    (found,) = readings.health([metric], clock.now(), PLOTTED_DAYS)
    days = found.by_day
    rows = [
        (point.day, said(value, metric.unit), f"{point.amount:,.0f} / {point.out_of:,.0f}")
        for point, (_day, value) in zip(found.points, days, strict=True)
    ]
    return {
        "template": "console/panels/metric.html",
        "plotted": [value or 0.0 for _day, value in days],
        "label": f"{metric.title}: " + ", ".join(said(value, metric.unit) for _day, value in days[-7:]),
        "rows": rows[::-1],
        "facts": [
            (gettext("Source of the figures"), source_said(metric)),
            (gettext("What these days come to"), said(found.value, metric.unit)),
            (gettext("Limits"), limits_said(metric)),
            (gettext("Missing days"), ", ".join(shown.day_text(day) for day in found.missing[:10]) or "0"),
        ],
    }
