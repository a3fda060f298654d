"""The development strategy, and the plan of a year that follows it."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.governance.queries import people_of_the_house
from zhanggui.domain.improvement import capabilities as may
from zhanggui.domain.improvement.models import Goal, Initiative, Metric, Plan
from zhanggui.domain.improvement.operations.add_goal import GoalWish, add_goal
from zhanggui.domain.improvement.operations.add_initiative import InitiativeWish, add_initiative
from zhanggui.domain.improvement.operations.draft_plan import PlanWish, draft_plan
from zhanggui.domain.improvement.operations.review_strategy import review_strategy
from zhanggui.domain.improvement.operations.submit_plan import submit_plan
from zhanggui.domain.improvement.operations.withdraw_plan import withdraw_plan
from zhanggui.domain.improvement.plans import standing_of
from zhanggui.domain.improvement.states import PLAN, InitiativeKind, PlanKind, PlanState
from zhanggui.kernel import clock
from zhanggui.mechanisms import approvals
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.desks.metrics import number, said
from zhanggui.surfaces.console.questions import (
    YuanField,
    asked,
    choice,
    line,
    one_of,
    person,
    whole,
    worded,
    words,
)

READERS = may.SEE_IMPROVEMENT.roles


def read_milestones(text: str) -> list[tuple[str, date]]:
    """Milestones as people write them, one a line: ``title | 2026-12-01``."""
    found = []
    for one in filter(str.strip, text.splitlines()):
        title, _bar, when = one.rpartition("|")
        try:
            found.append((title.strip(), date.fromisoformat(when.strip())))
        except ValueError:
            said_so = gettext("This line cannot be read: %(line)s")
            raise ValidationError(said_so, params={"line": one}) from None
    return found


def _readable(text: Any) -> None:
    read_milestones(text)


def _milestones() -> Any:
    field = words(_("Milestones"), help_text=_("One a line: title | day, for example: Pilot | 2026-12-01"))
    field.validators.append(_readable)
    return field


def _draft(doing: Doing) -> Plan:
    wish = PlanWish(
        kind=PlanKind(doing["kind"]),
        year=doing["year"],
        until_year=doing["until_year"],
        title=doing["title"],
        rests_on=doing["rests_on"],
    )
    return draft_plan(wish=wish, by=doing.by, at=doing.at)


def _add_goal(doing: Doing) -> None:
    wish = GoalWish(
        aim=doing["aim"], metric_id=doing["metric"].pk, target=doing["target"], by_year=doing["by_year"]
    )
    add_goal(plan_id=doing.thing.pk, wish=wish, by=doing.by, at=doing.at)


def _initiative_questions(plan: Any, by: Any) -> Any:
    return asked(
        goal=one_of(_("Goal"), lambda: Goal.objects.filter(plan=plan.strategy_id)),
        kind=choice(_("Kind"), worded(InitiativeKind)),
        title=line(_("Title"), limit=120),
        aim=words(_("What it is to achieve")),
        team=line(_("Who works on it")),
        owner=person(_("Owner"), people_of_the_house),
        budget=YuanField(_("Budget, yuan"), required=False),
        milestones=_milestones(),
        waits_for=one_of(
            _("Waits for"), lambda: Initiative.objects.filter(plan=plan), required=False
        ),
    )  # fmt: skip


def _add_initiative(doing: Doing) -> None:
    wish = InitiativeWish(
        goal_id=doing["goal"].pk,
        kind=InitiativeKind(doing["kind"]),
        title=doing["title"],
        aim=doing["aim"],
        team=doing["team"],
        owner_id=doing["owner"].pk,
        budget_fen=doing["budget"] or 0,
        milestones=read_milestones(doing["milestones"]),
        depends_on_id=doing["waits_for"].pk if doing["waits_for"] else None,
    )
    add_initiative(plan_id=doing.thing.pk, wish=wish, by=doing.by, at=doing.at)


def _adding(kind: PlanKind) -> Any:
    return lambda plan: plan.kind == kind and PLAN.allows(plan.state, "add")


@register(Plan)
class PlanDesk(Desk):
    """Strategies and yearly plans, version by version."""

    roles = READERS
    columns = ("title", "kind", "years", "number", "state", "drafted_by", "decided_at")
    list_filter = ("kind", "state")
    search_fields = ("title",)
    ordering = ("-drafted_at",)
    shows = (
        "title", "kind", "years", "number", "rests_on", "strategy", "state", "drafted_by",
        "drafted_at", "decided_at",
    )  # fmt: skip
    starts = (
        Act(
            "draft",
            _("Draft a strategy or a plan"),
            _draft,
            capability=may.DRAFT_PLANS,
            form=asked(
                kind=choice(_("Kind"), worded(PlanKind)),
                year=whole(_("First year"), least=2020, most=2100),
                until_year=whole(_("Last year"), least=2020, most=2100),
                title=line(_("Title"), limit=120),
                rests_on=words(_("The analysis it rests on")),
            ),
            help=_("A strategy takes goals, the plan of a year takes initiatives. Then it is submitted."),
        ),
    )
    acts = (
        Act(
            "goal",
            _("Add a goal"),
            _add_goal,
            capability=may.DRAFT_PLANS,
            form=asked(
                aim=line(_("What is aimed at")),
                metric=one_of(_("Metric that shows it"), lambda: Metric.objects.filter(retired_at=None)),
                target=number(_("Target"), required=True),
                by_year=whole(_("By the end of the year"), least=2020, most=2100),
            ),
            offered=_adding(PlanKind.STRATEGY),
        ),
        Act(
            "initiative",
            _("Add an initiative"),
            _add_initiative,
            capability=may.DRAFT_PLANS,
            form=_initiative_questions,
            offered=_adding(PlanKind.YEAR),
        ),
        Act(
            "submit",
            _("Submit it"),
            lambda d: submit_plan(plan_id=d.thing.pk, by=d.by, at=d.at),
            capability=may.DRAFT_PLANS,
            offered=lambda plan: PLAN.allows(plan.state, "submit"),
            tone="primary",
            help=_("Nothing in it changes from then on. An executive decides."),
        ),
        Act(
            "withdraw",
            _("Withdraw the draft"),
            lambda d: withdraw_plan(plan_id=d.thing.pk, by=d.by, at=d.at),
            capability=may.DRAFT_PLANS,
            offered=lambda plan: plan.state == PlanState.DRAFTED,
            tone="danger",
        ),
        Act(
            "review",
            _("Look at the strategy"),
            lambda d: review_strategy(plan_id=d.thing.pk, conclusion=d["conclusion"], by=d.by, at=d.at),
            capability=may.APPROVE_PLANS,
            form=asked(conclusion=words(_("What follows from it"))),
            offered=lambda plan: plan.kind == PlanKind.STRATEGY and plan.state == PlanState.ADOPTED,
            help=_("Where every goal stands today is kept with it. Once a year at least."),
        ),
    )
    tables = (
        Table(
            _("Initiatives"),
            lambda plan: plan.initiatives.select_related("owner__person", "goal").order_by("number"),
            ("number", "title", "kind", "goal", "owner", "budget_fen", "finished_at"),
        ),
        Table(
            _("Looks at the strategy"),
            lambda plan: plan.looks.select_related("reviewed_by__person").order_by("-reviewed_at"),
            ("reviewed_at", "conclusion", "reviewed_by"),
        ),
        Table(
            _("Reviews"),
            lambda plan: approvals.history(plan.pk),
            ("title", "state", "submitted_at", "closed_at"),
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        """Where each goal stands today."""
        strategy = thing if thing.kind == PlanKind.STRATEGY else thing.strategy
        rows = [
            (one.aim, one.metric, one.by_year, said(one.target, one.unit), said(one.value, one.unit),
             "kept" if one.reached else "no_data" if one.value is None else "at_risk")
            for one in standing_of(strategy, clock.now())
        ]  # fmt: skip
        return [{"template": "console/panels/goals.html", "rows": rows}]
