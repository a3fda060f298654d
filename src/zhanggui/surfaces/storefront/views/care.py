"""What a customer said to us, what we said back and by when; questions; and how satisfied customers are."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from zhanggui.domain.care import queries
from zhanggui.domain.care.models import Complaint, Consultation, Survey
from zhanggui.domain.care.operations.answer_survey import SurveyAnswer, answer_survey
from zhanggui.domain.care.operations.open_consultation import Question, open_consultation
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import Refusal
from zhanggui.mechanisms import cases
from zhanggui.mechanisms.cases.models import Case
from zhanggui.mechanisms.cases.queries import events_for
from zhanggui.surfaces.storefront import doors
from zhanggui.surfaces.storefront.forms import QuestionForm, SurveyForm, WordsForm


@doors.customers_only
@require_http_methods(["GET", "POST"])
def one_complaint(request: HttpRequest, number: str) -> HttpResponse:
    """One complaint: its clocks, both sides' words, and a place to write."""
    return _talk(request, queries.complaint_numbered(number, by=doors.actor_of(request)))


@doors.customers_only
@require_http_methods(["GET", "POST"])
def one_question(request: HttpRequest, number: str) -> HttpResponse:
    """One question and its answers."""
    return _talk(request, queries.consultation_numbered(number, by=doors.actor_of(request)))


@doors.customers_only
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest) -> HttpResponse:
    """Ask something."""
    by = doors.actor_of(request)
    form = QuestionForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            wish = Question(text=form.cleaned_data["text"])
            asked = open_consultation(question=wish, by=by, at=clock.now())
            return HttpResponseRedirect(reverse("storefront:one_question", args=[asked.case.number]))
        except Refusal as refusal:
            form.add_error(None, doors.said(refusal))
    context = {"form": form, "questions": queries.consultations_of(by.account_id)[:20]}
    return render(request, "storefront/question.html", context, status=422 if form.errors else 200)


def _talk(request: HttpRequest, contact: Complaint | Consultation) -> HttpResponse:
    by, case = doors.actor_of(request), contact.case
    form = WordsForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            _say(request, case, form.cleaned_data["text"])
            return HttpResponseRedirect(request.path)
        except Refusal as refusal:
            form.add_error(None, doors.said(refusal))
    context: dict[str, Any] = {
        "contact": contact,
        "case": case,
        "events": events_for(case, by),
        "clocks": case.clocks(),
        "now": clock.now(),
        "form": form,
        "survey": queries.surveys_waiting_for(by.account_id).filter(subject_id=contact.id).first(),
    }
    return render(request, "storefront/conversation.html", context)


def _say(request: HttpRequest, case: Case, text: str) -> None:
    """A message to an open matter; words to a closed one open it again."""
    by, at = doors.actor_of(request), clock.now()
    if case.closed_at is None:
        cases.hear(case_id=case.id, text=text, by=by, at=at)
        doors.tell(request, gettext("We have your message."))
    else:
        cases.reopen(case_id=case.id, reason=text, by=by, at=at)
        doors.tell(request, gettext("We look at it again."))


@doors.customers_only
@require_http_methods(["GET", "POST"])
def survey(request: HttpRequest, survey_id: UUID) -> HttpResponse:
    """How satisfied were you?"""
    by = doors.actor_of(request)
    asked = get_object_or_404(Survey, pk=survey_id, customer_id=by.account_id)
    form: forms.Form = SurveyForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            answer_survey(survey_id=asked.id, answer=SurveyAnswer(**form.cleaned_data), by=by, at=clock.now())
            doors.tell(request, gettext("Thank you."))
            return HttpResponseRedirect(reverse("storefront:satisfaction"))
        except Refusal as refusal:
            form.add_error(None, doors.said(refusal))
    return render(request, "storefront/survey.html", {"survey": asked, "form": form})


@require_safe
def satisfaction(request: HttpRequest) -> HttpResponse:
    """What everybody may know: published results, and every rating there is (B-6.2.4)."""
    results = queries.published_results()[:12]
    return render(
        request, "storefront/satisfaction.html", {"results": results, "scores": queries.all_scores()}
    )
