"""Cases: what runs out next, and the page where a case is worked."""

from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account
from zhanggui.kernel import clock
from zhanggui.mechanisms import cases
from zhanggui.mechanisms.cases.models import Case
from zhanggui.mechanisms.cases.queries import desk as cases_desk
from zhanggui.mechanisms.cases.queries import events_for
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import OVERSEERS, Desk, register
from zhanggui.surfaces.console.pages import page, shell
from zhanggui.surfaces.console.questions import asked, choice, line, reason, words
from zhanggui.surfaces.design import states

SHOWN_AT_MOST = 100


def _resolving(case: Case, by: Actor) -> type[forms.Form]:
    policy = cases.policy_of(case.kind)
    fields: dict[str, forms.Field] = {}
    if policy.causes:
        options = [(code, gettext(words_)) for code, words_ in policy.causes.items()]
        fields["cause"] = choice(_("Cause"), options)
    fields["finding"] = words(_("Finding"))
    fields["rectification"] = words(_("Rectification"), required=policy.closing.rectification)
    return asked(**fields)


def _grading(case: Case, by: Actor) -> type[forms.Form]:
    options = [(code, states.shown(code).word) for code in cases.policy_of(case.kind).severities]
    return asked(severity=choice(_("Severity"), options), reason=reason())


def _handlers(case: Case, by: Actor) -> type[forms.Form]:
    roles = [role.value for role in cases.policy_of(case.kind).handling.roles]
    people = Account.objects.filter(
        grants__role__in=roles, grants__revoked_at=None, disabled_at=None
    ).select_related("person")
    options = [
        (str(account.pk), account.person.name if account.person else str(account)) for account in people
    ]
    return asked(owner=choice(_("Owner"), options))


def _solution(doing: Doing) -> cases.Solution:
    return cases.Solution(
        cause=doing.answers.get("cause", ""),
        finding=doing["finding"],
        rectification=doing["rectification"],
    )


def _alive(case: Case) -> bool:
    return case.closed_at is None


def _unresolved(case: Case) -> bool:
    return _alive(case) and case.resolved_at is None


@register(Case)
class CaseDesk(Desk):
    """One case: its clocks, what was said, and what can be done next."""

    columns = ("number", "title", "kind", "severity", "state", "owner", "opened_at", "resolve_by")
    list_filter = ("state", "kind", "severity")
    search_fields = ("number", "title")
    ordering = ("-opened_at",)
    shows = (
        "number", "kind", "severity", "state", "owner", "party", "opened_at",
        "cause", "finding", "rectification", "closed_at",
    )  # fmt: skip
    acts = (
        Act(
            "take",
            _("Take over"),
            lambda d: cases.assign(case_id=d.thing.pk, owner_id=d.by.account_id, by=d.by, at=d.at),
            offered=lambda case: _alive(case) and case.owner_id is None,
        ),
        Act(
            "respond",
            _("Respond"),
            lambda d: cases.respond(case_id=d.thing.pk, text=d["text"], by=d.by, at=d.at),
            form=asked(text=words(_("What the other side reads"))),
            offered=lambda case: _unresolved(case) and case.responded_at is None,
            tone="primary",
        ),
        Act(
            "write",
            _("Write to the other side"),
            lambda d: cases.respond(case_id=d.thing.pk, text=d["text"], by=d.by, at=d.at),
            form=asked(text=words(_("What the other side reads"))),
            offered=lambda case: _unresolved(case) and case.responded_at is not None,
        ),
        Act(
            "answer",
            _("Give a clear answer"),
            lambda d: cases.answer(case_id=d.thing.pk, text=d["text"], by=d.by, at=d.at),
            form=asked(text=words(_("What the other side reads"))),
            offered=_unresolved,
        ),
        Act(
            "resolve",
            _("Resolve"),
            lambda d: cases.resolve(case_id=d.thing.pk, solution=_solution(d), by=d.by, at=d.at),
            form=_resolving,
            offered=_unresolved,
        ),
        Act(
            "close",
            _("Close"),
            lambda d: cases.close(case_id=d.thing.pk, by=d.by, at=d.at),
            offered=lambda case: _alive(case) and case.resolved_at is not None,
        ),
        Act(
            "note",
            _("Note for staff"),
            lambda d: cases.note(case_id=d.thing.pk, text=d["text"], by=d.by, at=d.at),
            form=asked(text=words(_("Note"))),
            offered=_alive,
        ),
        Act(
            "assign",
            _("Hand to"),
            lambda d: cases.assign(case_id=d.thing.pk, owner_id=d["owner"], by=d.by, at=d.at),
            form=_handlers,
            offered=_alive,
        ),
        Act(
            "escalate",
            _("Escalate"),
            lambda d: cases.escalate(case_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            form=asked(reason=reason()),
            offered=_unresolved,
        ),
        Act(
            "regrade",
            _("Change severity"),
            lambda d: cases.regrade(
                case_id=d.thing.pk, severity=d["severity"], reason=d["reason"], by=d.by, at=d.at
            ),
            form=_grading,
            offered=_unresolved,
        ),
        Act(
            "reopen",
            _("Reopen"),
            lambda d: cases.reopen(case_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            form=asked(reason=line(_("Reason"))),
            offered=lambda case: case.closed_at is not None,
        ),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        """Cases of the kinds I handle; all of them for those who oversee the house."""
        by = acting(request)
        if not by.roles.isdisjoint(OVERSEERS):
            return super().get_queryset(request)
        kinds = [policy.kind for policy in cases.policies() if by.may(policy.handling)]
        return super().get_queryset(request).filter(Q(kind__in=kinds) | Q(owner_id=by.account_id))

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        now = clock.now()
        return [
            {"template": "console/panels/clocks.html", "clocks": thing.clocks(), "now": now},
            {"template": "console/panels/said.html", "events": events_for(thing, acting(request))},
        ]


@page("cases/", "cases_desk")
def desk(request: HttpRequest) -> HttpResponse:
    """The living cases I handle, the most urgent first."""
    living = list(cases_desk(acting(request))[:SHOWN_AT_MOST])
    context = shell(request, title=_("Cases"), cases=living, now=clock.now())
    return TemplateResponse(request, "console/cases.html", context)
