"""Price violations: what was found, how grave it is, and the case that follows it (B-4.4)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhanggui.domain.catalog.models import Goods
from zhanggui.domain.pricing.capabilities import HANDLE_VIOLATIONS, REPORT_VIOLATIONS, SEE_PRICE_FILES
from zhanggui.domain.pricing.models import PriceViolation
from zhanggui.domain.pricing.operations.report_price_violation import (
    ViolationReport,
    report_price_violation,
)
from zhanggui.domain.pricing.states import Gravity, ViolationKind
from zhanggui.journeys.suspend_price import suspend_price
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms.cases.models import Case
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.questions import asked, choice, line, reason, words

KINDS = [(kind.value, pgettext_lazy("code", kind.value)) for kind in ViolationKind]
GRAVITIES = [(gravity.value, pgettext_lazy("code", gravity.value)) for gravity in Gravity]


def _report(doing: Doing) -> PriceViolation:
    goods = Goods.objects.filter(number=doing["goods"].strip()).first()
    if goods is None:
        raise NotFound
    report = ViolationReport(
        goods_id=goods.pk,
        kind=ViolationKind(doing["kind"]),
        gravity=Gravity(doing["gravity"]),
        what=doing["what"],
    )
    return report_price_violation(report=report, by=doing.by, at=doing.at)


@register(PriceViolation)
class PriceViolationDesk(Desk):
    """A breach of price rules, kept for good; its case holds the finding and what was put right."""

    roles = SEE_PRICE_FILES.roles | REPORT_VIOLATIONS.roles
    columns = ("goods", "promotion", "price", "kind", "gravity", "what", "reported_by.person", "reported_at")
    list_select_related = ("goods", "price__sku", "promotion__plan", "reported_by__person")
    list_filter = ("kind", "gravity")
    search_fields = ("goods__number__exact",)
    ordering = ("-reported_at",)
    shows = (
        *("goods", "promotion", "price", "kind", "gravity", "what", "evidence"),
        *("reported_by.person", "reported_at"),
    )
    starts = (
        Act(
            "report",
            _("Report a price violation"),
            _report,
            capability=REPORT_VIOLATIONS,
            form=asked(
                goods=line(_("Goods number"), limit=12),
                kind=choice(_("Kind"), KINDS),
                gravity=choice(_("Gravity (a major one takes the goods off sale at once)"), GRAVITIES),
                what=words(_("The facts"), help_text=_("Where, when, and which prices.")),
            ),
        ),
    )
    acts = (
        Act(
            "suspend",
            _("Suspend this price at once"),
            lambda d: suspend_price(violation_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            capability=HANDLE_VIOLATIONS,
            form=asked(reason=reason()),
            tone="danger",
        ),
    )
    tables = (
        Table(
            _("Case"),
            lambda violation: Case.objects.filter(subject_id=violation.pk),
            ("number", "state", "opened_at", "resolve_by", "finding", "rectification"),
        ),
    )
