"""Approvals: what waits for me, and the page where a version is read and judged item by item."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.apps import apps
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from zhanggui.identity.actor import Actor
from zhanggui.kernel import clock
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.approvals import Answer, Judgement, Verdict
from zhanggui.mechanisms.approvals.models import Review
from zhanggui.mechanisms.approvals.policy import policies
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import OVERSEERS, Desk, Table, register
from zhanggui.surfaces.console.frozen import readable
from zhanggui.surfaces.console.pages import page, shell
from zhanggui.surfaces.console.present import NOTHING, html
from zhanggui.surfaces.console.words import field_word

SHOWN_AT_MOST = 100

beside: dict[str, Callable[[Review], dict[str, Any]]] = {}
"""For some kinds of review, a panel that its desk shows beside the version, and beside the questions."""


words_of: dict[tuple[str, str], Callable[[Any], str]] = {}
"""For some kinds of review, how one of the things that were frozen is said in words."""


def open_step(review: Review) -> Any:
    """The step that is to be decided now, or none."""
    return next((step for step in review.steps.all() if step.state == "open"), None)


def judgement_form(review: Review, by: Actor) -> type[forms.Form]:
    """The questions of the open step: each item with its own answer, then the verdict."""
    step = open_step(review)
    checks = approvals.policy_of(review.kind).step(step.code).checklist if step else ()
    questions: dict[str, Any] = {}
    for check in checks:
        questions[f"ok_{check.code}"] = forms.ChoiceField(
            label=gettext(check.statement),
            choices=[("yes", _("In order")), ("no", _("Not in order"))],
            widget=forms.RadioSelect,
        )
        questions[f"note_{check.code}"] = forms.CharField(label=_("Remark"), required=False, max_length=500)
    questions["verdict"] = forms.ChoiceField(
        label=_("Verdict"),
        choices=[
            (Verdict.APPROVE.value, pgettext_lazy("verdict", "Approve")),
            (Verdict.REJECT.value, _("Reject")),
        ],
        widget=forms.RadioSelect,
    )
    questions["note"] = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A rejection needs a reason that tells the author what to mend."),
    )
    form: type[forms.Form] = type("JudgementForm", (ChecklistForm,), questions)
    return form


class ChecklistForm(forms.Form):
    """A form whose items come in pairs of answer and remark."""

    def rows(self) -> list[tuple[Any, Any]]:
        """The pairs, for the page."""
        return [
            (self[name], self["note_" + name.removeprefix("ok_")])
            for name in self.fields
            if name.startswith("ok_")
        ]

    def rest(self) -> list[Any]:
        """What is asked once."""
        return [self["verdict"], self["note"]]


def judge(doing: Doing) -> Review:
    """Hand the answers to the approval."""
    review: Review = doing.thing
    answers = {
        name.removeprefix("ok_"): Answer(ok=value == "yes", note=doing["note_" + name.removeprefix("ok_")])
        for name, value in doing.answers.items()
        if name.startswith("ok_")
    }
    judgement = Judgement(
        step=open_step(review).code,
        verdict=Verdict(doing["verdict"]),
        answers=answers,
        note=doing["note"],
    )
    return approvals.decide(review_id=review.pk, judgement=judgement, by=doing.by, at=doing.at)


def withdraw(doing: Doing) -> Review:
    """The author takes the version back."""
    return approvals.withdraw(review_id=doing.thing.pk, by=doing.by, at=doing.at)


def content_of(review: Review) -> list[dict[str, Any]]:
    """What is under review, beside what was approved before it in the same story."""
    now = _content(review)
    earlier = (
        Review.objects.filter(thread_id=review.thread_id, kind=review.kind, state="approved")
        .exclude(pk=review.pk)
        .filter(submitted_at__lt=review.submitted_at)
        .order_by("-submitted_at")
        .first()
    )
    before = _content(earlier) if earlier else {}
    words, words_before = _said(review.kind, now), _said(review.kind, before)
    return [
        {
            "name": field_word(name.removesuffix("_fen").replace("_", " "), review.kind),
            "now": words[name],
            "before": words_before.get(name, NOTHING) if before else None,
            "changed": bool(before) and before.get(name) != value,
        }
        for name, value in now.items()
    ]


def _version(review: Review) -> Any:
    return apps.get_model(review.subject_type).objects.filter(pk=review.subject_id).first()


def _content(review: Review) -> Mapping[str, Any]:
    policy, version = approvals.policy_of(review.kind), _version(review)
    if version is None or policy.content is None:
        return {}
    return policy.content(version)


def _said(kind: str, content: Mapping[str, Any]) -> dict[str, Any]:
    """What was frozen, written for the page, in words of its own where its desk has them."""
    own = {name: words_of[kind, name](value) for name, value in content.items() if (kind, name) in words_of}
    rest = {name: value for name, value in content.items() if name not in own}
    return own | {name: html(name, value) for name, value in readable(kind, rest).items()}


@register(Review)
class ReviewDesk(Desk):
    """One review, with the version as it was frozen and everything decided about it."""

    columns = ("title", "kind", "state", "submitted_at", "due_at")
    list_filter = ("state", "kind")
    search_fields = ("title",)
    ordering = ("-submitted_at",)
    shows = ("title", "kind", "state", "author.person", "submitted_at", "due_at", "note")
    tables = (
        Table(
            _("Decisions"),
            lambda review: review.decisions.select_related("step__review", "person").order_by("decided_at"),
            ("step.title", "verdict", "person.name", "note", "decided_at"),
        ),
        Table(
            _("Answers to the checklist"),
            lambda review: [
                answer for decision in review.decisions.all() for answer in decision.answers.all()
            ],
            ("statement", "ok", "note"),
        ),
    )
    acts = (
        Act(
            "decide",
            _("Judge item by item"),
            judge,
            form=judgement_form,
            offered=lambda review: review.state == "open",
            tone="primary",
            template="console/judge.html",
            done=pgettext_lazy("review", "Your decision is recorded."),
        ),
        Act("withdraw", _("Withdraw"), withdraw, offered=lambda review: review.state == "open"),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        """Reviews I have a part in: a step of their kind is my post's, or they are mine."""
        by = acting(request)
        if not by.roles.isdisjoint(OVERSEERS):
            return super().get_queryset(request)
        kinds = [
            policy.kind for policy in policies() if any(by.may(step.capability) for step in policy.steps)
        ]
        mine = Q(submitter_id=by.account_id) | Q(author_id=by.account_id)
        return super().get_queryset(request).filter(Q(kind__in=kinds) | mine)

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        own = [beside[thing.kind](thing)] if thing.kind in beside else []
        return [*own, {"template": "console/panels/version.html", "rows": content_of(thing)}]

    def beside(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        return [beside[thing.kind](thing)] if thing is not None and thing.kind in beside else []


@page("approvals/", "approvals_inbox")
def inbox(request: HttpRequest) -> HttpResponse:
    """What waits for me, the most urgent first, and what I decided lately."""
    by = acting(request)
    context = shell(
        request,
        title=_("Approvals"),
        waiting=list(approvals.waiting_for(by)[:SHOWN_AT_MOST]),
        mine=list(Review.objects.filter(submitter_id=by.account_id).order_by("-submitted_at")[:20]),
        now=clock.now(),
    )
    return TemplateResponse(request, "console/inbox.html", context)
