"""What is undertaken this year: milestones, monthly updates, expenses and releases of each initiative."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.improvement import capabilities as may
from zhanggui.domain.improvement.models import Initiative, Milestone, MonthlyUpdate
from zhanggui.domain.improvement.operations.close_month import close_month
from zhanggui.domain.improvement.operations.finish_initiative import finish_initiative
from zhanggui.domain.improvement.operations.prepare_release import ReleaseWish, prepare_release
from zhanggui.domain.improvement.operations.reach_milestone import reach_milestone
from zhanggui.domain.improvement.operations.record_expense import ExpenseWish, record_expense
from zhanggui.domain.improvement.operations.report_month import MonthWish, report_month
from zhanggui.domain.improvement.states import InitiativeKind, PlanState, Progress
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.questions import YuanField, asked, choice, day, line, worded, words
from zhanggui.surfaces.design import shown

READERS = may.SEE_IMPROVEMENT.roles


def _mine(request: HttpRequest, owner_id: Any, offered: list[Any], names: frozenset[str]) -> list[Any]:
    """What only the owner says is offered to the owner alone."""
    own = acting(request).account_id == owner_id
    return [one for one in offered if own or one[0].name not in names]


def _report(doing: Doing) -> None:
    wish = MonthWish(
        month=doing["month"],
        progress=Progress(doing["progress"]),
        deviation=doing["deviation"],
        why=doing["why"],
    )
    report_month(initiative_id=doing.thing.pk, wish=wish, by=doing.by, at=doing.at)


def _spend(doing: Doing) -> None:
    amount = -doing["amount"] if doing["back"] == "back" else doing["amount"]
    wish = ExpenseWish(what=doing["what"], spent_on=doing["day"], amount_fen=amount)
    record_expense(initiative_id=doing.thing.pk, wish=wish, by=doing.by, at=doing.at)


def _prepare(doing: Doing) -> None:
    wish = ReleaseWish(number=doing["version"], need=doing["need"], notes=doing["notes"])
    prepare_release(initiative_id=doing.thing.pk, wish=wish, by=doing.by, at=doing.at)


def _running(initiative: Initiative) -> bool:
    return initiative.finished_at is None and initiative.plan.state == PlanState.ADOPTED


@register(Initiative)
class InitiativeDesk(Desk):
    """What is undertaken this year: projects of operations and of research."""

    roles = READERS
    columns = ("number", "title", "kind", "plan", "owner", "budget_fen", "finished_at")
    list_select_related = ("plan",)
    list_filter = ("kind", "plan__year")
    search_fields = ("number__exact", "title")
    ordering = ("-number",)
    shows = (
        "number", "title", "kind", "plan", "goal", "aim", "team", "owner", "budget_fen", "depends_on",
        "result", "rights", "finished_at",
    )  # fmt: skip
    acts = (
        Act(
            "report",
            _("Report a month"),
            _report,
            capability=may.IMPROVE,
            form=asked(
                month=day(_("Month (any day of it)")),
                progress=choice(_("How it goes"), worded(Progress)),
                deviation=words(_("What is not as planned"), required=False),
                why=words(_("Why"), required=False),
            ),
            offered=_running,
            tone="primary",
            help=_("It can be put right until an executive closes it."),
        ),
        Act(
            "spend",
            _("Record an expense"),
            _spend,
            capability=may.RECORD_EXPENSES,
            form=asked(
                what=line(_("For what")),
                day=day(_("Day")),
                amount=YuanField(_("Amount, yuan")),
                back=choice(
                    _("Kind"), [("out", _("Spent")), ("back", _("Taken back"))]
                ),
            ),
            offered=lambda one: one.plan.state in (PlanState.ADOPTED, PlanState.SUPERSEDED),
        ),
        Act(
            "release",
            _("Prepare a release"),
            _prepare,
            capability=may.IMPROVE,
            form=asked(
                version=line(_("Version"), limit=40),
                need=words(_("Need of the market, or complaint, that caused it")),
                notes=words(_("What changes")),
            ),
            offered=lambda one: _running(one) and one.kind == InitiativeKind.RESEARCH,
        ),
        Act(
            "finish",
            _("Finish it"),
            lambda d: finish_initiative(
                initiative_id=d.thing.pk, result=d["result"], rights=d["rights"], by=d.by, at=d.at
            ),
            capability=may.IMPROVE,
            form=asked(
                result=words(_("Result")),
                rights=words(_("Patents, copyrights and other rights that came of it"), required=False),
            ),
            offered=_running,
        ),
    )  # fmt: skip
    tables = (
        Table(
            _("Milestones"),
            lambda one: one.milestones.order_by("due_on"),
            ("title", "due_on", "reached_on", "shown_by"),
        ),
        Table(
            _("Monthly updates"),
            lambda one: one.updates.order_by("-month"),
            ("month", "progress", "deviation", "why", "spent_fen", "decision", "closed_at"),
        ),
        Table(
            _("Expenses"),
            lambda one: one.expenses.select_related("recorded_by__person").order_by("-spent_on", "-id"),
            ("spent_on", "what", "amount_fen", "recorded_by"),
        ),
        Table(
            _("Releases"),
            lambda one: one.releases.order_by("-prepared_at"),
            ("number", "notes", "assessed_at", "released_at"),
        ),
    )

    def offered(self, request: HttpRequest, thing: Any) -> list[Any]:
        names = frozenset({"report", "release", "finish"})
        return _mine(request, thing.owner_id, super().offered(request, thing), names)

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        """What was spent of the budget."""
        spent = sum(thing.expenses.values_list("amount_fen", flat=True))
        bars = [
            (gettext("Budget"), thing.budget_fen, shown.money_text(thing.budget_fen)),
            (gettext("Spent"), spent, shown.money_text(spent)),
        ]
        label = ", ".join(f"{name} {text}" for name, _value, text in bars)
        return [{"template": "console/panels/budgeted.html", "bars": bars, "label": label}]


@register(Milestone)
class MilestoneDesk(Desk):
    """What is there by when."""

    roles = READERS
    columns = ("title", "initiative", "due_on", "reached_on")
    list_filter = ("initiative__kind",)
    ordering = ("due_on",)
    acts = (
        Act(
            "reach",
            _("It is reached"),
            lambda d: reach_milestone(milestone_id=d.thing.pk, evidence=d["evidence"], by=d.by, at=d.at),
            capability=may.IMPROVE,
            form=asked(evidence=words(_("What shows it"))),
            offered=lambda one: one.reached_on is None and _running(one.initiative),
            tone="primary",
        ),
    )

    def offered(self, request: HttpRequest, thing: Any) -> list[Any]:
        own = super().offered(request, thing)
        return _mine(request, thing.initiative.owner_id, own, frozenset({"reach"}))


@register(MonthlyUpdate)
class MonthlyUpdateDesk(Desk):
    """How initiatives went; closed ones are locked."""

    roles = READERS
    columns = ("initiative", "month", "progress", "deviation", "spent_fen", "reported_by", "closed_at")
    list_filter = ("progress",)
    ordering = ("-month",)
    acts = (
        Act(
            "close",
            _("Close the month"),
            lambda d: close_month(update_id=d.thing.pk, decision=d["decision"], by=d.by, at=d.at),
            capability=may.APPROVE_PLANS,
            form=asked(decision=words(_("What is done about the deviation"), required=False)),
            offered=lambda one: one.closed_at is None,
            tone="primary",
            help=_("Nobody changes it afterwards. A deviation needs a decision."),
        ),
    )
