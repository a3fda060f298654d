"""Suppliers and carriers: applications on their way, and the file of each firm."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.partners import capabilities as may
from zhanggui.domain.partners.models import Agreement, Application, Carrier, SiteVisit, Supplier
from zhanggui.domain.partners.operations.end_partnership import end_partnership
from zhanggui.domain.partners.operations.record_site_visit import Visit, record_site_visit
from zhanggui.domain.partners.operations.reinstate_partner import reinstate_partner
from zhanggui.domain.partners.operations.sign_agreement import Terms, sign_agreement
from zhanggui.domain.partners.operations.suspend_partner import suspend_partner
from zhanggui.domain.partners.operations.verify_partner import verify_partner
from zhanggui.domain.training.queries import firms_with
from zhanggui.domain.training.states import Post
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.documents.models import Document
from zhanggui.mechanisms.documents.uploads import Upload
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.questions import YuanField, asked, day, line, paper, reason, whole, words
from zhanggui.surfaces.design.templatetags.design import badge

FILES = may.SEE_PARTNERS.roles - {Role.SERVICE}


def _visit(doing: Doing) -> Application:
    visit = Visit(
        visited_on=doing["visited_on"],
        place=doing["place"],
        findings=doing["findings"],
        passed=doing["passed"] == "yes",
        companions=doing["companions"],
    )
    record_site_visit(application_id=doing.thing.pk, visit=visit, by=doing.by, at=doing.at)
    found: Application = doing.thing
    return found


def _sign(doing: Doing) -> None:
    file = doing["signed"]
    terms = Terms(
        terms_version=doing["terms_version"],
        starts_on=doing["starts_on"],
        ends_on=doing["ends_on"],
        signed_on=doing["signed_on"],
        signatory=doing["signatory"],
        commission_bp=doing["commission_bp"],
        deposit_fen=doing["deposit"] or 0,
    )
    sign_agreement(
        organisation_id=doing.thing.organisation_id,
        terms=terms,
        signed=Upload.of(file.name, file, file.content_type or ""),
        by=doing.by,
        at=doing.at,
    )


SIGN = Act(
    "sign",
    _("File the signed agreement"),
    _sign,
    capability=may.SIGN,
    form=asked(
        terms_version=line(_("Version of the terms"), limit=24),
        starts_on=day(_("From")),
        ends_on=day(_("Until")),
        signed_on=day(_("Signed on")),
        signatory=line(_("Who signed for the partner"), limit=60),
        commission_bp=whole(_("Commission, hundredths of a percent"), most=10_000),
        deposit=YuanField(_("Deposit, yuan"), required=False),
        signed=paper(_("Signed agreement (PDF or picture)")),
    ),
)


def _review_rows(application: Application) -> Any:
    return approvals.history(application.pk)


@register(Application)
class ApplicationDesk(Desk):
    """One version of a firm's application, with the papers it rests on, the visit and the review."""

    roles = FILES
    columns = ("firm_name", "uscc", "number", "categories", "submitted_at")
    search_fields = ("firm_name", "uscc__exact")
    ordering = ("-submitted_at",)
    tables = (
        Table(_("Reviews"), _review_rows, ("title", "state", "submitted_at", "closed_at")),
        Table(
            _("Papers"),
            lambda application: Document.objects.filter(pk__in=application.documents),
            ("type", "number", "issuer", "valid_to", "file_name"),
        ),
        Table(
            _("Site visits"),
            lambda application: application.visits.order_by("-visited_on"),
            ("visited_on", "place", "findings", "passed"),
        ),
        Table(
            _("Agreements"),
            lambda application: Agreement.objects.filter(organisation=application.organisation),
            ("number", "terms_version", "starts_on", "ends_on", "commission_bp", "deposit_fen"),
        ),
    )
    acts = (
        Act(
            "visit",
            _("Record a site visit"),
            _visit,
            capability=may.VISIT,
            form=asked(
                visited_on=day(_("Visited on")),
                place=line(_("Place")),
                companions=line(_("With"), required=False),
                findings=words(_("Findings")),
                passed=forms.ChoiceField(
                    label=_("Conclusion"),
                    choices=[("yes", _("Passed")), ("no", _("Not passed"))],
                    widget=forms.RadioSelect,
                ),
            ),
        ),
        SIGN,
    )


class PartnerDesk(Desk):
    """The file of a firm: its state, until when it may trade, its papers and agreements."""

    roles = FILES
    columns: ClassVar[Sequence[str]] = (
        "number", "organisation", "state", "verified_until", "trades_until", "created_at",
    )  # fmt: skip
    list_select_related = ("organisation",)
    list_filter = ("state",)
    search_fields = ("number__exact", "organisation__name", "organisation__uscc__exact")
    ordering = ("-created_at",)
    tables = (
        Table(
            _("Papers"),
            lambda partner: Document.objects.filter(organisation=partner.organisation).order_by("-filed_at"),
            ("type", "number", "valid_from", "valid_to", "file_name", "withdrawn_at"),
        ),
        Table(
            _("Agreements"),
            lambda partner: Agreement.objects.filter(organisation=partner.organisation),
            ("number", "terms_version", "starts_on", "ends_on", "commission_bp", "deposit_fen"),
        ),
        Table(
            _("Applications"),
            lambda partner: Application.objects.filter(organisation=partner.organisation),
            ("number", "firm_name", "legal_person", "submitted_at"),
        ),
    )
    acts = (
        Act(
            "verify",
            _("Record a verification"),
            lambda d: verify_partner(
                organisation_id=d.thing.organisation_id,
                method=d["method"],
                findings=d["findings"],
                by=d.by,
                at=d.at,
            ),
            capability=may.VERIFY,
            form=asked(
                method=line(_("What was looked at, and where")), findings=words(_("Findings"), required=False)
            ),
        ),
        Act(
            "suspend",
            _("Stop this partner"),
            lambda d: suspend_partner(
                organisation_id=d.thing.organisation_id, reason=d["reason"], by=d.by, at=d.at
            ),
            capability=may.SUSPEND,
            form=asked(reason=reason()),
            offered=lambda partner: partner.state == "active",
            tone="danger",
        ),
        Act(
            "reinstate",
            _("Let it trade again"),
            lambda d: reinstate_partner(
                organisation_id=d.thing.organisation_id, reason=d["reason"], by=d.by, at=d.at
            ),
            capability=may.SUSPEND,
            form=asked(reason=reason()),
            offered=lambda partner: partner.state == "suspended",
            tone="primary",
        ),
        SIGN,
        Act(
            "end",
            _("End the partnership"),
            lambda d: end_partnership(
                organisation_id=d.thing.organisation_id, reason=d["reason"], by=d.by, at=d.at
            ),
            capability=may.END,
            form=asked(reason=reason()),
            offered=lambda partner: partner.state in {"active", "suspended"},
            tone="danger",
        ),
    )


@register(Supplier)
class SupplierDesk(PartnerDesk):
    """Suppliers."""


@register(Carrier)
class CarrierDesk(PartnerDesk):
    """Carriers, and whether somebody of theirs passed the course on our delivery standards (B-7.2.3)."""

    columns = (*PartnerDesk.columns[:3], "certified", *PartnerDesk.columns[3:])

    def get_queryset(self, request: HttpRequest) -> Any:
        firms = firms_with(Post.CARRIER, clock.now())
        return super().get_queryset(request).annotate(trained=Q(organisation__in=firms))

    @admin.display(description=_("Trained"))
    def certified(self, carrier: Any) -> SafeString:
        """The badge of the list."""
        return (
            badge("kept", gettext("Trained")) if carrier.trained else badge("broken", gettext("Not trained"))
        )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        """Its freight agreement and its last months."""
        return [
            {
                "template": "console/panels/carrier.html",
                "trained": thing.trained,
                "tariffs": thing.tariffs.order_by("-number")[:3],
                "cards": thing.scorecards.order_by("-month")[:6],
            }
        ]


@register(SiteVisit)
class SiteVisitDesk(Desk):
    """Records of visits; never changed."""

    roles = FILES
    columns = ("application", "visited_on", "place", "passed", "recorded_at")
    list_select_related = ("application",)
    ordering = ("-visited_on",)
