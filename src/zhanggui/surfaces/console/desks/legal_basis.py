"""The legal-basis register: texts, duties and what proves them, reviews of it, looks for changes."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from zhanggui.domain.compliance import queries
from zhanggui.domain.compliance.capabilities import KEEP_REGISTER, SEE_COMPLIANCE
from zhanggui.domain.compliance.models import ChangeWatch, Instrument, Obligation, RegisterReview
from zhanggui.domain.compliance.operations.adopt_register import adopt_register
from zhanggui.domain.compliance.operations.register_obligation import Demand, register_obligation
from zhanggui.domain.compliance.operations.retire_obligation import retire_obligation
from zhanggui.domain.compliance.operations.review_register import review_register
from zhanggui.domain.compliance.operations.watch_changes import Looked, watch_changes
from zhanggui.domain.compliance.states import Area, Right
from zhanggui.identity.roles import STAFF, Role
from zhanggui.kernel import clock
from zhanggui.kernel.norms import NormNumber, NoSuchNorm, number_in_force
from zhanggui.mechanisms import controls
from zhanggui.mechanisms.controls import all_controls
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.pages import page, shell
from zhanggui.surfaces.console.questions import asked, choice, line, one_of, reason, words
from zhanggui.surfaces.console.words import choice_word_lazy
from zhanggui.surfaces.design.templatetags.design import badge

AREAS = [(area.value, choice_word_lazy(area.value)) for area in Area]
RIGHTS = [(right.value, choice_word_lazy(right.value)) for right in Right]
POSTS = [(role.value, choice_word_lazy(role.value)) for role in sorted(STAFF)]
SEPARATED = _("Separate several by spaces.")


def _register(doing: Doing) -> Obligation:
    demand = Demand(
        code=doing["code"],
        article=doing["article"],
        demand=doing["demand"],
        area=Area(doing["area"]),
        owner=Role(doing["owner"]),
        right=Right(doing["right"]) if doing["right"] else None,
        controls=tuple(doing["controls"].split()),
        norms=tuple(doing["norms"].split()),
    )
    return register_obligation(instrument_id=doing["instrument"].pk, demand=demand, by=doing.by, at=doing.at)


def _watch(doing: Doing) -> ChangeWatch:
    looked = Looked(sources=doing["sources"].splitlines(), found=doing["found"], decision=doing["decision"])
    return watch_changes(looked=looked, by=doing.by, at=doing.at)


@register(Instrument)
class InstrumentDesk(Desk):
    """A text of law, from when to when it binds, and what took its place."""

    roles = SEE_COMPLIANCE.roles
    columns = ("name", "number", "issuer", "version", "in_force_from", "in_force_to", "successor")
    search_fields = ("name", "number", "code__exact")
    ordering = ("-in_force_from",)
    tables = (
        Table(
            _("Duties"),
            lambda text: text.obligations.order_by("code"),
            ("code", "article", "demand", "area", "owner", "retired_at"),
        ),
    )


@register(Obligation)
class ObligationDesk(Desk):
    """What an article demands, who answers for it, and how it stands by the controls that prove it."""

    roles = SEE_COMPLIANCE.roles
    columns = ("code", "instrument", "article", "demand", "area", "owner", "standing", "retired_at")
    shows = (
        "code",
        "instrument",
        "article",
        "demand",
        "area",
        "right",
        "owner",
        "registered_at",
        "retired_at",
    )
    list_filter = ("area", "right", "owner")
    search_fields = ("code", "demand", "instrument__name")
    ordering = ("code",)
    starts = (
        Act(
            "adopt",
            _("Take in what came with the program"),
            lambda d: adopt_register(by=d.by, at=d.at),
            capability=KEEP_REGISTER,
            offered=lambda _thing: not queries.seed_is_adopted(),
            tone="primary",
        ),
        Act(
            "register",
            _("Register a duty"),
            _register,
            capability=KEEP_REGISTER,
            form=asked(
                instrument=one_of(_("Text"), lambda: Instrument.objects.filter(in_force_to=None)),
                code=line(_("Code"), limit=40),
                article=line(_("Article"), limit=40),
                demand=line(_("What it demands"), limit=400),
                area=choice(_("Area"), AREAS),
                right=choice(_("Right of customers"), RIGHTS, required=False),
                owner=choice(_("Owner"), POSTS),
                controls=line(_("Controls"), required=False, help_text=SEPARATED),
                norms=line(_("Dated values"), required=False, help_text=SEPARATED),
            ),
        ),
    )
    acts = (
        Act(
            "retire",
            _("Retire"),
            lambda d: retire_obligation(obligation_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            capability=KEEP_REGISTER,
            form=asked(reason=reason()),
            offered=lambda duty: duty.retired_at is None,
            tone="danger",
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Obligation]:
        """With the last results of the controls, in the same statement."""
        return Obligation.objects.with_results().select_related("instrument")

    @admin.display(description=_("Standing"))
    def standing(self, duty: Obligation) -> str:
        """As its controls stood when they were last asked."""
        return badge(queries.standing_of(duty).value)

    def panels(self, request: HttpRequest, thing: Obligation) -> list[dict[str, Any]]:
        """Its controls, asked now, and the dated values it rests on as they are today."""
        at = clock.now()
        wanted = [one for one in all_controls() if one.code in thing.controls]
        return [
            {
                "template": "console/panels/proof.html",
                "title": _("Proof, asked now"),
                "verdicts": controls.judge(at, wanted),
                "values": [value for key in thing.norms if (value := _value(key)) is not None],
            }
        ]


def _value(key: str) -> NormNumber | None:
    try:
        return number_in_force(key, on=clock.now())
    except NoSuchNorm:
        return None


@register(RegisterReview)
class RegisterReviewDesk(Desk):
    """The register was looked through and confirmed."""

    roles = SEE_COMPLIANCE.roles
    columns = ("reviewed_at", "reviewed_by", "instruments", "obligations", "uncovered", "note")
    ordering = ("-reviewed_at",)
    starts = (
        Act(
            "review",
            _("Review the register"),
            lambda d: review_register(note=d["note"], by=d.by, at=d.at),
            capability=KEEP_REGISTER,
            form=asked(note=words(_("What was looked at, and what follows"))),
            tone="primary",
        ),
    )


@register(ChangeWatch)
class ChangeWatchDesk(Desk):
    """The monthly look at where law is announced."""

    roles = SEE_COMPLIANCE.roles
    columns = ("month", "sources", "found", "decision", "watched_by", "watched_at")
    ordering = ("-watched_at",)
    starts = (
        Act(
            "watch",
            _("Note this month's look"),
            _watch,
            capability=KEEP_REGISTER,
            form=asked(
                sources=words(_("Sources checked"), help_text=_("One a line.")),
                found=words(_("What was found")),
                decision=words(_("What the house does about it")),
            ),
            tone="primary",
        ),
    )


@page("compliance/rights/", "customer_rights")
@require_safe
def customer_rights(request: HttpRequest) -> HttpResponse:
    """Each right of customers, the duties that give it, and how they stand (B-6.3.1)."""
    context = shell(request, title=_("Rights of customers"), rights=list(queries.rights().items()))
    return TemplateResponse(request, "console/customer_rights.html", context)
