"""Suppliers' quarters: what was counted, how it was judged, what came of it, and who objects (B-3.3)."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhanggui.domain.appraisal import capabilities as may
from zhanggui.domain.appraisal.models import Assessment, Judgement, Objection, Outcome
from zhanggui.domain.appraisal.operations.decide_objection import Answer
from zhanggui.domain.appraisal.operations.judge_assessment import Wish, judge_assessment
from zhanggui.domain.appraisal.queries import points_over_time
from zhanggui.domain.appraisal.rules import MOST_ADJUSTED
from zhanggui.domain.appraisal.states import ASSESSMENT, FITTING, Action, Grade
from zhanggui.identity.roles import Role
from zhanggui.journeys import supplier_records
from zhanggui.journeys.assess_suppliers import answer_objection, assess_suppliers, count_again
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.cases.queries import case_of
from zhanggui.mechanisms.documents.models import Document
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.pages import page, shell
from zhanggui.surfaces.console.present import address, attribute, html, label
from zhanggui.surfaces.console.questions import asked, choice, day, line, words
from zhanggui.surfaces.console.words import choice_word_lazy
from zhanggui.surfaces.design.sheets import sheet

SEEN = may.SEE.roles - {Role.SERVICE}
ROWS = 200
COLUMNS = {
    "pieces": ("order", "name", "quantity", "amount_fen"),
    "returned": ("goods_return", "line.name", "quantity", "goods_return.cause", "goods_return.reason"),
    "ratings": ("order", "line.name", "score", "text", "rated_at"),
    "complaints": ("case", "matter", "case.cause", "case.finding", "received_at"),
    "questions": ("goods", "text", "asked_at", "answered_at"),
    "minor": ("number", "kind", "gravity", "decided_at"),
    "major": ("number", "kind", "gravity", "decided_at"),
    "papers_expired": ("type", "number", "issuer", "valid_to"),
    "spot_checks": ("number", "sku", "result", "found", "judged_at"),
    "recalls": ("number", "lot", "reason", "recalled_at"),
}
"""The source rows of each figure, and what of them is shown."""
INDICATORS = {
    "sales": _("Sales"),
    "satisfaction": _("Customers' satisfaction"),
    "after_sales": _("After-sales service"),
    "compliance": _("Keeping the rules"),
}
FIGURES = {
    "sales_fen": _("Sales"),
    "pieces": _("Pieces sold"),
    "returned": _("Pieces back for a fault"),
    "ratings": _("Ratings"),
    "stars": _("Stars of all ratings"),
    "complaints": _("Complaints found right"),
    "questions": _("Questions about goods"),
    "answered_in_time": _("Answered in time"),
    "minor": _("Minor violations"),
    "major": _("Major violations"),
    "papers_expired": _("Documents that ran out"),
    "spot_checks": _("Spot checks"),
    "spot_checks_failed": _("Spot checks failed"),
    "recalls": _("Recalls"),
}
BEHIND = {"stars": "ratings", "answered_in_time": "questions", "spot_checks_failed": "spot_checks"}
"""Figures that are counted from the rows of another."""


def _assess(doing: Doing) -> None:
    assess_suppliers(quarter=doing["quarter"], by=doing.by, at=doing.at)


def _judge(doing: Doing) -> Judgement:
    said = Wish(
        action=Action(doing["action"]),
        words=doing["words"],
        adjusted=doing["adjusted"] or 0,
        adjusted_why=doing["adjusted_why"],
    )
    return judge_assessment(assessment_id=doing.thing.pk, wish=said, by=doing.by, at=doing.at)


def _judging(assessment: Any, by: Any) -> type[forms.Form]:
    fitting = FITTING[Grade(assessment.grade)]
    others = [action for action in Action if action not in fitting]
    options = [(action.value, choice_word_lazy(action.value)) for action in (*fitting, *others)]
    return asked(
        action=choice(_("What follows"), options),
        words=words(_("What the supplier is told")),
        adjusted=forms.IntegerField(
            label=_("Points added or taken by hand"),
            required=False,
            min_value=-MOST_ADJUSTED,
            max_value=MOST_ADJUSTED,
            help_text=_("Empty: none. With them the grade may be another."),
        ),
        adjusted_why=line(_("Why points were added or taken"), required=False, limit=400),
    )


@register(Assessment)
class AssessmentDesk(Desk):
    """A supplier's quarter."""

    roles = SEEN
    columns = ("supplier", "period", "state", "total_points", "grade", "due_at", "shown_at", "frozen_at")
    list_select_related = ("supplier__organisation",)
    list_filter = ("state", "grade", "term", "quarter")
    search_fields = ("supplier__number__exact", "supplier__organisation__name")
    ordering = ("-until", "-points")
    shows = (
        "supplier", "period", "term", "state", "total_points", "grade", "reckoned_at", "due_at", "judgement",
        "shown_at", "objections_until", "frozen_at",
    )  # fmt: skip
    starts = (
        Act(
            "assess",
            _("Assess a quarter"),
            _assess,
            capability=may.OPEN,
            form=asked(quarter=day(_("A day of the quarter"))),
            help=_("Every supplier that was with us in it. It is done by itself when the quarter is over."),
        ),
    )
    acts = (
        Act(
            "count",
            _("Count again"),
            lambda d: count_again(assessment_id=d.thing.pk, by=d.by, at=d.at),
            capability=may.OPEN,
            offered=lambda one: ASSESSMENT.allows(one.state, "count"),
        ),
        Act(
            "judge",
            _("Judge"),
            _judge,
            capability=may.JUDGE,
            form=_judging,
            offered=lambda one: ASSESSMENT.allows(one.state, "judge"),
            tone="primary",
            help=_("Somebody else approves it before the supplier sees it."),
        ),
    )
    tables = (
        Table(
            _("Judgements"),
            lambda one: one.judgements.order_by("-number"),
            ("number", "total_points", "adjusted", "adjusted_why", "grade", "action", "proposed_at"),
        ),
        Table(
            _("Objections"),
            lambda one: one.objections.order_by("-raised_at"),
            ("text", "objected_at", "upheld_at", "rejected_at", "house_said"),
        ),
        Table(
            _("What followed"),
            lambda one: Outcome.objects.filter(assessment=one),
            ("action", "terms", "case", "note", "carried_out_at"),
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        """The four indicators, the quarters before it, and the figures with their source rows."""
        return [
            scores_panel(thing),
            {
                "template": "console/panels/assessed_figures.html",
                "figures": [
                    (word, name, thing.figures.get(name, 0), _rows_address(thing, name))
                    for name, word in FIGURES.items()
                ],
            },
        ]


def scores_panel(assessment: Assessment) -> dict[str, Any]:
    """The indicators as bars, and the points of the quarters as a plot with its table."""
    quarters = points_over_time(assessment.supplier_id)
    return {
        "template": "console/panels/assessed.html",
        "scores": [(INDICATORS[one["what"]], one) for one in assessment.scores],
        "bars": [
            (str(INDICATORS[one["what"]]), float(one["points"]), str(one["points"]))
            for one in assessment.scores
            if one["points"] is not None
        ],
        "quarters": quarters,
        "line": [points for _name, points in quarters] if len(quarters) > 1 else [],
    }


def _rows_address(assessment: Assessment, figure: str) -> str:
    rows = BEHIND.get(figure, figure)
    return reverse("admin:assessed_rows", args=[assessment.pk, rows]) if rows in COLUMNS else ""


def _rows(request: HttpRequest, assessment_id: UUID, figure: str) -> tuple[Assessment, Any]:
    if acting(request).roles.isdisjoint(SEEN) or figure not in COLUMNS:
        raise Http404
    assessment = Assessment.objects.select_related("supplier__organisation").filter(pk=assessment_id).first()
    if assessment is None:
        raise Http404
    time = supplier_records.Time.of(assessment.supplier, assessment.period)
    return assessment, supplier_records.rows_behind(time)[figure]


@page("assessments/<uuid:assessment_id>/<slug:figure>/", "assessed_rows")
def rows_behind(request: HttpRequest, assessment_id: UUID, figure: str) -> HttpResponse:
    """The rows that a figure was counted from, the latest first."""
    assessment, found = _rows(request, assessment_id, figure)
    columns, rows = COLUMNS[figure], list(found[: ROWS + 1])
    context = shell(
        request,
        title=f"{assessment}: {FIGURES[figure]}",
        assessment=assessment,
        counted=assessment.figures.get(figure, 0),
        figure=figure,
        headings=[label(found.model, name.split(".")[0]) for name in columns],
        rows=[(address(row), [html(name, attribute(row, name)) for name in columns]) for row in rows[:ROWS]],
        more=len(rows) > ROWS,
    )
    return TemplateResponse(request, "console/assessed_rows.html", context)


@register(Judgement)
class JudgementDesk(Desk):
    """One version of what is said of a quarter, with its review."""

    roles = SEEN
    columns = (
        "assessment",
        "number",
        "total_points",
        "grade",
        "action",
        "adjusted",
        "proposed_by",
        "proposed_at",
    )
    list_select_related = ("assessment__supplier__organisation", "proposed_by__person")
    list_filter = ("grade", "action")
    ordering = ("-proposed_at",)
    shows = (
        "assessment", "number", "total_points", "grade", "action", "words", "adjusted", "adjusted_why",
        "proposed_by", "proposed_at",
    )  # fmt: skip
    tables = (
        Table(
            _("Reviews"),
            lambda one: approvals.history(one.pk),
            ("title", "state", "submitted_at", "closed_at"),
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        """The scores it stands on."""
        return [scores_panel(thing.assessment)]

    def beside(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        """Who approves looks at the scores."""
        return [scores_panel(thing.assessment)] if thing is not None else []


@register(Objection)
class ObjectionDesk(Desk):
    """Objections to assessments and appeals against rulings."""

    roles = SEEN
    columns = ("__str__", "raised_by", "objected_at", "upheld_at", "rejected_at")
    list_select_related = ("assessment__supplier__organisation", "violation", "raised_by__person")
    ordering = ("-raised_at",)
    acts = (
        Act(
            "decide",
            _("Decide"),
            lambda d: answer_objection(
                objection_id=d.thing.pk,
                answer=Answer(words=d["words"], right=d["right"] == "yes"),
                by=d.by,
                at=d.at,
            ),
            capability=may.DECIDE_OBJECTIONS,
            form=asked(
                right=choice(
                    _("Is the supplier right?"),
                    [("yes", pgettext_lazy("objection", "Yes")), ("no", pgettext_lazy("objection", "No"))],
                ),
                words=words(_("Answer")),
            ),
            offered=lambda one: one.upheld_at is None and one.rejected_at is None,
            tone="primary",
            help=_("Only somebody who had no part in what it is about."),
        ),
    )
    tables = (
        Table(
            _("Papers"),
            lambda one: Document.objects.filter(pk__in=one.papers),
            ("type", "file_name", "sha256", "filed_at"),
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        """Its case, with the clocks."""
        return [{"template": "console/panels/case_link.html", "case": case_of(thing.pk)}]


@page("assessments/<uuid:assessment_id>/<slug:figure>.xlsx", "assessed_rows_sheet")
def rows_sheet(request: HttpRequest, assessment_id: UUID, figure: str) -> HttpResponse:
    """The same rows for Excel, all of them."""
    assessment, found = _rows(request, assessment_id, figure)
    columns = COLUMNS[figure]
    headings = [label(found.model, name.split(".")[0]) for name in columns]
    rows = ([_plain(attribute(row, name)) for name in columns] for row in found.iterator(chunk_size=500))
    return sheet(f"{assessment.supplier.number}-{assessment.quarter}-{figure}", headings, rows)


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, int | date) else str(value)
