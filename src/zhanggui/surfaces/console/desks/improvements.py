"""Improvements, from the problem to the measured effect."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.governance.operations.plan_improving import ImprovingWish
from zhanggui.domain.governance.queries import people_of_the_house
from zhanggui.domain.improvement import capabilities as may
from zhanggui.domain.improvement.effects import Effect, effect_of
from zhanggui.domain.improvement.models import Analysis, Improvement, Metric
from zhanggui.domain.improvement.operations.decide_improvement import decide_improvement
from zhanggui.domain.improvement.operations.open_improvement import ImprovementWish, open_improvement
from zhanggui.domain.improvement.operations.plan_action import plan_action
from zhanggui.domain.improvement.states import IMPROVEMENT, ImprovementSource
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import Refusal
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.desks.metrics import number, said
from zhanggui.surfaces.console.questions import (
    YuanField,
    asked,
    choice,
    day,
    one_of,
    person,
    whole,
    worded,
    words,
)
from zhanggui.surfaces.design.templatetags.design import said as refusal_said


def kept_metrics() -> Any:
    """What a question about a metric offers."""
    return Metric.objects.filter(retired_at=None).order_by("area", "code")


def improvement_questions() -> dict[str, Any]:
    """What is asked when an improvement is opened."""
    return {
        "source": choice(_("What it follows from"), worded(ImprovementSource)),
        "problem": words(_("Problem")),
        "metric": one_of(_("Metric that shows it"), kept_metrics),
        "target": number(_("Target"), required=True),
        "days": whole(_("Days compared before and after"), least=1, most=366),
        "owner": person(_("Owner"), people_of_the_house),
    }


def opened(doing: Doing, analysis: Analysis | None = None) -> Improvement:
    """Open one, by itself or because of an analysis."""
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
            opened,
            capability=may.IMPROVE,
            form=lambda thing, by: asked(**improvement_questions()),
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
