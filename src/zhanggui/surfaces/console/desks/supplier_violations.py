"""Suppliers' violations: what shows them, what the supplier says, the ruling, and whom it harmed (B-3.4)."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.appraisal import capabilities as may
from zhanggui.domain.appraisal.models import AffectedOrder, Hearing, Proof, Ruling, Violation
from zhanggui.domain.appraisal.operations.add_proof import add_proof
from zhanggui.domain.appraisal.operations.hear_supplier import hear_supplier
from zhanggui.domain.appraisal.operations.propose_ruling import RulingWish, propose_ruling
from zhanggui.domain.appraisal.operations.reach_by_phone import reach_by_phone
from zhanggui.domain.appraisal.operations.report_violation import Report, report_violation
from zhanggui.domain.appraisal.proving import Record, Shown
from zhanggui.domain.appraisal.queries import help_given
from zhanggui.domain.appraisal.refusals import ProofMissing
from zhanggui.domain.appraisal.states import (
    VIOLATION,
    Gravity,
    MeasureKind,
    Source,
    Verdict,
    ViolationKind,
)
from zhanggui.domain.partners.models import Supplier
from zhanggui.identity.roles import Role
from zhanggui.journeys.leaving import what_is_left
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.cases.models import Case
from zhanggui.mechanisms.documents.models import Document
from zhanggui.mechanisms.documents.uploads import Upload
from zhanggui.mechanisms.trail import Subject
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.questions import YuanField, asked, choice, line, one_of, paper, some, words
from zhanggui.surfaces.console.words import choice_word_lazy

SEEN = may.SEE.roles - {Role.SERVICE}
BY_PEOPLE = (Source.CHECK, Source.COMPLAINT, Source.REGULATOR, Source.MEDIA)


def _words(values: Any) -> list[tuple[str, Any]]:
    return [(value.value, choice_word_lazy(value.value)) for value in values]


def _suppliers() -> Any:
    return Supplier.objects.select_related("organisation").order_by("number")


def _shown(doing: Doing) -> Shown:
    """What was brought: a file, and the case of the house that it came up in."""
    file = doing["file"]
    uploads = [Upload.of(file.name, file, file.content_type or "")] if file else []
    records = []
    if number := doing["case"].strip():
        case = Case.objects.filter(number=number).first()
        if case is None:
            raise ProofMissing
        told = f"{case.number}: {case.finding or case.title}"
        records = [Record(subject=Subject.of(case), told=told)]
    return Shown(uploads=uploads, records=records, note=doing["note"])


def _report(doing: Doing) -> Violation:
    report = Report(
        supplier_id=doing["supplier"].pk,
        kind=ViolationKind(doing["kind"]),
        source=Source(doing["source"]),
        gravity=Gravity(doing["gravity"]),
        facts=doing["facts"],
        shown=_shown(doing),
        goods=doing["goods"].replace(",", " ").replace("，", " ").split(),
    )
    return report_violation(report=report, by=doing.by, at=doing.at)


def _rule(doing: Doing) -> None:
    wish = RulingWish(
        verdict=Verdict(doing["found"]),
        basis=doing["basis"],
        reasons=doing["reasons"],
        measures=[MeasureKind(code) for code in doing["measures"]],
        penalty_fen=doing["penalty"] or 0,
        from_deposit=doing["penalty_from"] == "deposit",
        authority=doing["authority"],
        affected_since=doing["affected_since"],
    )
    propose_ruling(violation_id=doing.thing.pk, wish=wish, by=doing.by, at=doing.at)


def _proofs() -> dict[str, forms.Field]:
    return {
        "file": paper(_("Evidence (PDF or picture)"), required=False),
        "case": line(_("Or the number of a case that shows it"), required=False, limit=24),
        "note": line(_("What it shows"), required=False),
    }


@register(Violation)
class ViolationDesk(Desk):
    """A violation from the report to the end of its measures."""

    roles = SEEN
    columns = (
        "number",
        "supplier",
        "kind",
        "gravity",
        "brought_up_by",
        "state",
        "reported_at",
        "appeal_until",
    )
    list_select_related = ("supplier__organisation",)
    list_filter = ("state", "kind", "gravity", "source")
    search_fields = ("number__exact", "supplier__number__exact", "supplier__organisation__name")
    ordering = ("-reported_at",)
    shows = (
        "number", "supplier", "kind", "brought_up_by", "gravity", "state", "facts", "reported_by",
        "reported_at", "ruling", "decided_at", "public_at", "appeal_until", "finished_at",
    )  # fmt: skip
    starts = (
        Act(
            "report",
            _("Report a violation"),
            _report,
            capability=may.REPORT,
            form=asked(
                supplier=one_of(_("Supplier"), _suppliers),
                kind=choice(_("Kind"), _words(ViolationKind)),
                gravity=choice(_("Gravity"), _words(Gravity)),
                source=choice(_("Who brought it up"), _words(BY_PEOPLE)),
                facts=words(_("The facts"), help_text=_("What, when, where, and which goods or papers.")),
                goods=line(_("Numbers of the goods concerned"), required=False),
                **_proofs(),
            ),
        ),
    )
    acts = (
        Act(
            "prove",
            _("Add evidence"),
            lambda d: add_proof(violation_id=d.thing.pk, shown=_shown(d), by=d.by, at=d.at),
            capability=may.INVESTIGATE,
            form=asked(**_proofs()),
            offered=lambda one: VIOLATION.allows(one.state, "add"),
        ),
        Act(
            "hear",
            _("Hear the supplier"),
            lambda d: hear_supplier(violation_id=d.thing.pk, question=d["question"], by=d.by, at=d.at),
            capability=may.INVESTIGATE,
            form=asked(question=words(_("What it is charged with, and asked"))),
            offered=lambda one: VIOLATION.allows(one.state, "hear"),
            tone="primary",
            help=_("From now on the firm sees the file and may answer it in the portal."),
        ),
        Act(
            "rule",
            _("Propose a ruling"),
            _rule,
            capability=may.INVESTIGATE,
            form=asked(
                found=choice(_("Finding"), _words(Verdict)),
                basis=line(_("By which rule, or article of the agreement")),
                reasons=words(_("Reasons")),
                measures=some(_("Measures"), _words(MeasureKind)),
                penalty=YuanField(_("Contractual penalty, yuan"), required=False),
                penalty_from=choice(
                    _("Taken from"),
                    [("deposit", _("the deposit")), ("settlement", _("the next settlement"))],
                    required=False,
                ),
                authority=line(_("Authority that is told"), required=False, limit=120),
                affected_since=forms.DateField(
                    label=_("Orders affected since"),
                    required=False,
                    widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                    help_text=_("Empty: no customer is affected. Otherwise each is told what they may do."),
                ),
            ),
            offered=lambda one: VIOLATION.allows(one.state, "propose"),
            tone="primary",
            help=_("An executive approves it. A penalty, or the end, waits for the time of appeal."),
        ),
    )
    tables = (
        Table(
            _("Evidence"),
            lambda one: one.proofs.select_related("document").order_by("added_at"),
            ("document", "record", "note", "digest", "added_at"),
        ),
        Table(_("Goods concerned"), lambda one: one.concerned.select_related("goods"), ("goods",)),
        Table(
            _("Hearing"),
            lambda one: Hearing.objects.filter(violation=one),
            ("question", "answer_by", "statement", "answered_at"),
        ),
        Table(
            _("Rulings"),
            lambda one: one.rulings.order_by("-number"),
            ("number", "verdict", "basis", "measures", "penalty_fen", "proposed_at"),
        ),
        Table(
            _("Measures"),
            lambda one: one.measures.order_by("id"),
            ("kind", "charge", "note", "taken_at", "taken_back_at"),
        ),
        Table(
            _("Objections"),
            lambda one: one.objections.order_by("-raised_at"),
            ("text", "objected_at", "upheld_at", "rejected_at", "house_said"),
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        """Its case, whom it harmed, and what is still open with a firm that has to go."""
        found = [{"template": "console/panels/case_link.html", "case": thing.case}]
        if thing.ruling_id and thing.ruling.affected_since:
            given = help_given(thing)
            found.append({"template": "console/panels/help_given.html", "given": given, "violation": thing})
        if thing.ruling_id and MeasureKind.END in thing.ruling.measures:
            left = what_is_left(thing.supplier)
            found.append({"template": "console/panels/what_is_left.html", "left": left})
        return found


@register(Ruling)
class RulingDesk(Desk):
    """One version of what is found and done, with its review."""

    roles = SEEN
    columns = ("violation", "number", "verdict", "measures", "penalty_fen", "proposed_by", "proposed_at")
    list_select_related = ("violation", "proposed_by__person")
    list_filter = ("verdict",)
    ordering = ("-proposed_at",)
    tables = (
        Table(
            _("Reviews"),
            lambda one: approvals.history(one.pk),
            ("title", "state", "submitted_at", "closed_at"),
        ),
        Table(
            _("Evidence"),
            lambda one: Proof.objects.filter(violation=one.violation).select_related("document"),
            ("document", "record", "note", "digest", "added_at"),
        ),
        Table(
            _("Hearing"),
            lambda one: Hearing.objects.filter(violation=one.violation),
            ("question", "answer_by", "statement", "answered_at"),
        ),
        Table(
            _("Papers of the supplier"),
            lambda one: Document.objects.filter(
                pk__in=Hearing.objects.filter(violation=one.violation)
                .values_list("papers", flat=True)
                .first()
                or []
            ),
            ("type", "file_name", "sha256", "filed_at"),
        ),
    )


@register(AffectedOrder)
class AffectedOrderDesk(Desk):
    """Orders that a violation affects: who knows, and who is still to be called."""

    roles = SEEN | may.HELP_CUSTOMERS.roles - {Role.SERVICE}
    columns = ("violation", "order", "found_at", "told_at", "told_by")
    list_select_related = ("violation", "order")
    list_filter = ("told_by",)
    search_fields = ("violation__number__exact", "order__number__exact")
    ordering = ("-found_at",)
    acts = (
        Act(
            "reached",
            _("Reached by telephone"),
            lambda d: reach_by_phone(affected_id=d.thing.pk, note=d["note"], by=d.by, at=d.at),
            capability=may.HELP_CUSTOMERS,
            form=asked(note=line(_("What the customer wants"))),
            offered=lambda one: one.told_at is None,
            tone="primary",
            help=_("Open the order from here to begin a return, or claim on the fund at its desk."),
        ),
    )
