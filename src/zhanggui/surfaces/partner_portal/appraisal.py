"""What the house says of a supplier: its quarters with every figure, and violations it is charged with."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from zhanggui.domain.appraisal import queries
from zhanggui.domain.appraisal.measure import scores_of
from zhanggui.domain.appraisal.models import Assessment
from zhanggui.domain.appraisal.objecting import Said
from zhanggui.domain.appraisal.operations.answer_hearing import answer_hearing
from zhanggui.domain.appraisal.operations.appeal import appeal
from zhanggui.domain.appraisal.operations.object_to_assessment import object_to_assessment
from zhanggui.domain.appraisal.states import ASSESSMENT, VIOLATION
from zhanggui.domain.partners.models import Supplier
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import NotFound, Refusal
from zhanggui.mechanisms.documents.operations.read_document import read_document
from zhanggui.mechanisms.documents.web import as_response
from zhanggui.surfaces.design.sheets import sheet
from zhanggui.surfaces.entrance.refused import sentence
from zhanggui.surfaces.partner_portal.forms import file, text, uploaded
from zhanggui.surfaces.partner_portal.shell import actor_of, page_for, sent, show

SHOWN = 40
INDICATORS = {
    "sales": _("Sales"),
    "satisfaction": _("Customers' satisfaction"),
    "after_sales": _("After-sales service"),
    "compliance": _("Keeping the rules"),
}
FIGURES = {
    "pieces": _("Pieces sold"),
    "returned": _("Pieces back for a fault"),
    "ratings": _("Ratings"),
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


class StatementForm(forms.Form):
    """What the firm says, and a paper that shows it."""

    words = text(_("What you have to say"), 4000, rows=4)
    paper = file(_("A paper that shows it (PDF or picture)"), required=False)


def _said(request: HttpRequest) -> Said:
    form = StatementForm(**sent(request))
    form.is_valid()
    paper = form.cleaned_data.get("paper")
    return Said(text=form.cleaned_data.get("words", ""), uploads=[uploaded(paper)] if paper else ())


def _do(request: HttpRequest, do: Callable[[], object], thanks: str) -> None:
    """Do what was asked, and say how it went. What is another's is not there."""
    try:
        do()
    except NotFound:
        raise
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, thanks)


def _shown(assessment: Assessment) -> dict[str, Any]:
    """A quarter as it was judged: its indicators, its figures, what was said, and whether one may object."""
    judgement, now = assessment.judgement, clock.now()
    figures = judgement.figures if judgement else {}
    until = assessment.objections_until
    return {
        "assessment": assessment,
        "judgement": judgement,
        "scores": [(INDICATORS[one["what"]], one) for one in scores_of(judgement)] if judgement else [],
        "sales_fen": figures.get("sales_fen", 0),
        "figures": [(word, figures.get(name, 0)) for name, word in FIGURES.items()],
        "objections": assessment.objections.order_by("raised_at"),
        "may_object": ASSESSMENT.allows(assessment.state, "object") and until is not None and now <= until,
    }


@page_for(Role.SUPPLIER)
def appraisal(request: HttpRequest, partner: Supplier) -> HttpResponse:
    """The firm's quarters, the latest first, with a plot of their points."""
    points = queries.points_over_time(partner.id)
    return show(
        request,
        "appraisal",
        partner,
        quarters=[_shown(one) for one in queries.assessments_of(actor_of(request))[:SHOWN]],
        points=points,
        line=[value for _name, value in points],
        excellent=queries.is_excellent(partner.id, clock.now()),
        statement=StatementForm(),
    )


@page_for(Role.SUPPLIER)
def appraisal_sheet(request: HttpRequest, partner: Supplier) -> HttpResponse:
    """The same for Excel: a row for each quarter."""
    found = queries.assessments_of(actor_of(request))[:SHOWN]
    headings = (
        gettext("Period"), pgettext("score", "Points"), gettext("Grade"), gettext("Sales, fen"),
        *map(str, FIGURES.values()),
    )  # fmt: skip
    rows = (
        (
            str(one.period), one.judgement.points, pgettext("choice", one.judgement.grade),
            one.judgement.figures["sales_fen"], *(one.judgement.figures[name] for name in FIGURES),
        )
        for one in found
        if one.judgement
    )  # fmt: skip
    return sheet(f"{partner.number}-appraisal", headings, rows)


@page_for(Role.SUPPLIER)
@require_POST
def objection(request: HttpRequest, partner: Supplier, assessment_id: UUID) -> HttpResponse:
    """Say what is wrong with a quarter."""
    by = actor_of(request)
    queries.assessment_seen(assessment_id, by=by)
    thanks = gettext("Your objection was sent. You will see the answer here.")
    _do(
        request,
        lambda: object_to_assessment(assessment_id=assessment_id, said=_said(request), by=by, at=clock.now()),
        thanks,
    )
    return redirect("partner_portal:appraisal")


@page_for(Role.SUPPLIER)
def violations(request: HttpRequest, partner: Supplier) -> HttpResponse:
    """What the firm is, or was, charged with."""
    return show(request, "violations", partner, violations=queries.violations_of(actor_of(request))[:SHOWN])


@page_for(Role.SUPPLIER)
def violation(request: HttpRequest, partner: Supplier, violation_id: UUID) -> HttpResponse:
    """One charge: facts, evidence, what one has to say, the ruling, and the way to appeal."""
    found, now = queries.violation_seen(violation_id, by=actor_of(request)), clock.now()
    hearing, until = found.hearing, found.appeal_until
    answerable = VIOLATION.allows(found.state, "answer") and hearing.answered_at is None
    return show(
        request,
        "violations_one",
        partner,
        violation=found,
        hearing=hearing,
        proofs=found.proofs.select_related("document").order_by("added_at"),
        goods=found.concerned.select_related("goods__published_version"),
        measures=found.measures.select_related("charge").order_by("id"),
        objections=found.objections.all(),
        may_answer=answerable and now <= hearing.answer_by,
        may_appeal=VIOLATION.allows(found.state, "appeal") and until is not None and now <= until,
        statement=StatementForm(),
    )


@page_for(Role.SUPPLIER)
@require_POST
def answer_charge(request: HttpRequest, partner: Supplier, violation_id: UUID) -> HttpResponse:
    """Answer what one is charged with."""
    by = actor_of(request)
    queries.violation_seen(violation_id, by=by)
    thanks = gettext("Your statement was sent. It is weighed before anything is decided.")
    _do(
        request,
        lambda: answer_hearing(violation_id=violation_id, said=_said(request), by=by, at=clock.now()),
        thanks,
    )
    return redirect("partner_portal:violation", violation_id)


@page_for(Role.SUPPLIER)
@require_POST
def appeal_ruling(request: HttpRequest, partner: Supplier, violation_id: UUID) -> HttpResponse:
    """Appeal against a ruling."""
    by = actor_of(request)
    queries.violation_seen(violation_id, by=by)
    thanks = gettext("Your appeal was sent. Somebody who had no part in the ruling decides it.")
    _do(
        request,
        lambda: appeal(violation_id=violation_id, said=_said(request), by=by, at=clock.now()),
        thanks,
    )
    return redirect("partner_portal:violation", violation_id)


@page_for(Role.SUPPLIER)
def violation_proof(
    request: HttpRequest, partner: Supplier, violation_id: UUID, proof_id: UUID
) -> HttpResponse:
    """A paper that shows what one is charged with. The house holds it; the file is open to the firm."""
    proof = queries.proof_seen(violation_id, proof_id, by=actor_of(request))
    if proof.document_id is None:
        raise NotFound
    return as_response(read_document(document_id=proof.document_id, by=SYSTEM, at=clock.now()))
