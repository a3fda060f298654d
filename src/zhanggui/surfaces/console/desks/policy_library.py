"""The policy library: policies and their versions, and the page where everybody reads their own."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from zhanggui.domain.compliance import queries, rules
from zhanggui.domain.compliance.capabilities import KEEP_REGISTER, SEE_COMPLIANCE, WRITE_POLICIES
from zhanggui.domain.compliance.models import Policy, PolicyVersion
from zhanggui.domain.compliance.operations.acknowledge_policy import acknowledge_policy
from zhanggui.domain.compliance.operations.confirm_policy import confirm_policy
from zhanggui.domain.compliance.operations.draft_policy import PolicyScope, draft_policy
from zhanggui.domain.compliance.operations.open_comments import open_comments
from zhanggui.domain.compliance.operations.record_comment import record_comment
from zhanggui.domain.compliance.operations.revise_policy import revise_policy
from zhanggui.domain.compliance.operations.submit_policy import submit_policy
from zhanggui.domain.compliance.operations.withdraw_policy import withdraw_policy
from zhanggui.domain.compliance.states import OPEN, POLICY, Area, Audience, Impact
from zhanggui.domain.compliance.writing import PolicyTerms
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import Refusal
from zhanggui.mechanisms import approvals
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.desks.legal_basis import AREAS, POSTS, SEPARATED
from zhanggui.surfaces.console.pages import page, shell
from zhanggui.surfaces.console.questions import asked, choice, day, line, some, words
from zhanggui.surfaces.console.words import choice_word, choice_word_lazy
from zhanggui.surfaces.design.templatetags.design import said

AUDIENCES = [(one.value, choice_word_lazy(one.value)) for one in Audience]
IMPACTS = [(one.value, choice_word_lazy(one.value)) for one in Impact]


def _terms_asked() -> dict[str, forms.Field]:
    return {
        "text": forms.CharField(
            label=_("Text"), max_length=40_000, widget=forms.Textarea(attrs={"rows": 12})
        ),
        "changes": words(_("What changes, and why"), required=False),
        "impact": choice(_("Impact"), IMPACTS),
        "basis": line(_("Duties it serves"), help_text=SEPARATED, limit=1000),
        "effective_on": day(_("First day in force")),
    }


def _terms(doing: Doing) -> PolicyTerms:
    return PolicyTerms(
        text=doing["text"],
        changes=doing["changes"],
        impact=Impact(doing["impact"]),
        basis=doing["basis"].split(),
        effective_on=doing["effective_on"],
    )


def _draft(doing: Doing) -> Policy:
    scope = PolicyScope(
        code=doing["code"],
        title=doing["title"],
        area=Area(doing["area"]),
        audience=Audience(doing["audience"]),
        owner=Role(doing["owner"]),
        readers=tuple(Role(one) for one in doing["readers"]),
    )
    return draft_policy(scope=scope, terms=_terms(doing), by=doing.by, at=doing.at).policy


def _revise(doing: Doing) -> Policy:
    return revise_policy(policy_id=doing.thing.pk, terms=_terms(doing), by=doing.by, at=doing.at).policy


def _latest(policy: Policy) -> Mapping[str, Any]:
    version = policy.versions.order_by("-number").first()
    if version is None:
        return {}
    return {"text": version.text, "impact": version.impact, "basis": " ".join(version.basis)}


@register(Policy)
class PolicyDesk(Desk):
    """A policy: its area, whom it binds, who answers for it, and every version there was."""

    roles = SEE_COMPLIANCE.roles | WRITE_POLICIES.roles
    columns = ("code", "title", "area", "audience", "owner", "read_by", "created_at")
    shows = ("code", "title", "area", "audience", "owner", "created_at")
    list_filter = ("area", "audience")
    search_fields = ("code", "title")
    ordering = ("code",)
    tables = (
        Table(
            _("Versions"),
            lambda policy: policy.versions.order_by("-number"),
            ("number", "state", "impact", "effective_on", "comments_until", "decided_at"),
        ),
        Table(
            _("Yearly reviews"),
            lambda policy: policy.reviews.select_related("reviewed_by__person").order_by("-reviewed_at"),
            ("reviewed_at", "reviewed_by", "note"),
        ),
    )
    starts = (
        Act(
            "new",
            _("New policy"),
            _draft,
            capability=WRITE_POLICIES,
            form=asked(
                code=line(_("Code"), limit=40, help_text=_("Small letters, digits and hyphens, 2 to 40.")),
                title=line(_("Title"), limit=80),
                area=choice(_("Area"), AREAS),
                audience=choice(_("Binds"), AUDIENCES),
                owner=choice(_("Owner"), POSTS),
                readers=some(_("Read by"), POSTS),
                **_terms_asked(),
            ),
            tone="primary",
        ),
    )
    acts = (
        Act(
            "revise",
            _("Write a new version"),
            _revise,
            capability=WRITE_POLICIES,
            form=asked(**_terms_asked()),
            initial=_latest,
            offered=lambda policy: not policy.versions.filter(state__in=OPEN).exists(),
            tone="primary",
        ),
        Act(
            "confirm",
            _("Confirm: nothing has to change"),
            lambda d: confirm_policy(policy_id=d.thing.pk, note=d["note"], by=d.by, at=d.at),
            capability=KEEP_REGISTER,
            form=asked(note=words(_("What was looked at"))),
        ),
    )

    @admin.display(description=_("Read by"))
    def read_by(self, policy: Policy) -> str:
        """The posts it concerns."""
        return "、".join(choice_word(one) for one in policy.readers)

    def panels(self, request: HttpRequest, thing: Policy) -> list[dict[str, Any]]:
        """Which posts have to read it."""
        rows = [(_("Read by"), self.read_by(thing))]
        return [{"template": "console/panels/column.html", "title": _("Scope"), "rows": rows}]


@register(PolicyVersion)
class PolicyVersionDesk(Desk):
    """One version of a policy, with its review and what the public said about it."""

    roles = SEE_COMPLIANCE.roles | WRITE_POLICIES.roles
    columns = ("policy", "number", "state", "impact", "effective_on", "comments_until", "author")
    list_filter = ("state", "impact")
    search_fields = ("policy__title", "policy__code__exact")
    ordering = ("-created_at",)
    shows = ("policy", "number", "state", "text", "changes", "impact", "basis", "effective_on",
             "comments_from", "comments_until", "author.person", "submitted_at", "decided_at")  # fmt: skip
    tables = (
        Table(
            _("Reviews"),
            lambda version: approvals.history(version.pk),
            ("title", "state", "submitted_at", "closed_at"),
        ),
        Table(
            _("Comments"),
            lambda version: version.comments.order_by("recorded_at"),
            ("who", "text", "recorded_at"),
        ),
        Table(
            _("Read by"),
            lambda version: version.acknowledgements.select_related("account__person").order_by(
                "acknowledged_at"
            ),
            ("account", "acknowledged_at"),
        ),
    )
    acts = (
        Act(
            "open-comments",
            _("Put before the public"),
            lambda d: open_comments(version_id=d.thing.pk, by=d.by, at=d.at),
            capability=WRITE_POLICIES,
            offered=lambda one: (
                POLICY.allows(one.state, "open comments") and one.policy.audience == Audience.PUBLIC
            ),
            tone="primary",
        ),
        Act(
            "comment",
            _("Record a comment"),
            lambda d: record_comment(version_id=d.thing.pk, who=d["who"], text=d["text"], by=d.by, at=d.at),
            capability=WRITE_POLICIES,
            form=asked(who=line(_("Who said it"), limit=80), text=words(_("What was said"))),
            offered=lambda one: one.open_for_comments(rules.day_of(clock.now())),
        ),
        Act(
            "submit",
            _("Submit for review"),
            lambda d: submit_policy(version_id=d.thing.pk, note=d["note"], by=d.by, at=d.at),
            capability=WRITE_POLICIES,
            form=asked(note=line(_("Note for the reviewer"), required=False)),
            offered=lambda one: (
                POLICY.allows(one.state, "submit")
                and (one.policy.audience == Audience.STAFF or one.comments_until is not None)
                and not one.open_for_comments(rules.day_of(clock.now()))
            ),
            tone="primary",
        ),
        Act(
            "withdraw",
            _("Withdraw"),
            lambda d: withdraw_policy(version_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            capability=WRITE_POLICIES,
            form=asked(reason=line(_("Reason"), required=False)),
            offered=lambda one: POLICY.allows(one.state, "withdraw"),
        ),
    )


@page("policies/", "my_policies")
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The policies that concern my posts, and which of them I have read."""
    by = acting(request)
    releases = queries.policies_for(by, clock.now())
    read = queries.acknowledged_by(by, releases)
    rows = [(release, release.version_id in read) for release in releases]
    context = shell(request, title=_("My policies"), rows=rows)
    return TemplateResponse(request, "console/my_policies.html", context)


@page("policies/<uuid:pk>/read/", "read_policy")
@require_POST
def read(request: HttpRequest, pk: UUID) -> HttpResponse:
    """I have read it."""
    try:
        acknowledge_policy(version_id=pk, by=acting(request), at=clock.now())
    except Refusal as refusal:
        messages.error(request, said(refusal))
    else:
        messages.success(request, gettext("Noted: you have read it."))
    return HttpResponseRedirect(reverse("admin:my_policies"))
