"""After the show: its report with plots, its archive, and both as a sheet."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from zhanggui.domain.broadcast import capabilities as may
from zhanggui.domain.broadcast import queries
from zhanggui.domain.broadcast.models import AirRecord, Recording
from zhanggui.journeys.slot_report import Report, slot_report
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.desk import Desk, register
from zhanggui.surfaces.console.pages import page, shell
from zhanggui.surfaces.design.sheets import sheet

HEADINGS = (
    gettext_lazy("Item number"),
    gettext_lazy("Article"),
    gettext_lazy("Minutes"),
    gettext_lazy("Orders"),
    gettext_lazy("Pieces"),
    gettext_lazy("Yuan"),
    gettext_lazy("Yuan per minute"),
    gettext_lazy("Pieces cancelled"),
    gettext_lazy("Pieces returned"),
    gettext_lazy("Quota"),
)


@page("schedule/<uuid:pk>/report/", "slot_report")
@require_safe
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the show brought, and what became of it since."""
    found = slot_report(pk, by=acting(request), at=clock.now())
    context = shell(
        request,
        title=gettext("Report"),
        report=found,
        slot=found.sums.slot,
        yuan=[yuan for _, _, yuan in found.minutes],
        orders=[orders for _, orders, _ in found.minutes],
        best=max((one.amount_fen for one in found.articles), default=0),
        runs=[found.sums, *found.earlier],
        recordings=list(found.sums.slot.recordings.order_by("stored_at")),
    )
    return TemplateResponse(request, "console/report.html", context)


@page("schedule/<uuid:pk>/report.xlsx", "slot_report_sheet")
@require_safe
def report_sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The articles, then the minutes, as a workbook."""
    found = slot_report(pk, by=acting(request), at=clock.now())
    name = f"report-{found.sums.slot.number}"
    return sheet(name, [str(one) for one in HEADINGS], [*_articles(found), [], *_minutes(found)])


def _articles(found: Report) -> list[list[Any]]:
    return [
        [
            one.line.article.item_number,
            one.line.known.name or one.line.known.sku_code,
            one.line.span.minutes,
            one.orders,
            one.pieces,
            one.amount_fen / 100,
            one.yuan_per_minute,
            one.cancelled,
            one.returned,
            one.line.article.quota,
        ]
        for one in found.articles
    ]


def _minutes(found: Report) -> list[list[Any]]:
    head = [gettext("Time"), "", "", gettext("Orders"), "", gettext("Yuan")]
    rows = [
        [f"{moment.astimezone(SHANGHAI):%H:%M}", "", "", orders, "", yuan]
        for moment, orders, yuan in found.minutes
    ]
    return [head, *rows]


@register(AirRecord)
class AirRecordDesk(Desk):
    """The archive of what was aired, as it was."""

    roles = may.SEE_SLOTS.roles
    columns = ("slot", "archived_at", "keep_until", "digest")
    shows = ("slot", "archived_at", "keep_until", "digest")
    list_select_related = ("slot",)
    search_fields = ("slot__number__exact",)
    ordering = ("-archived_at",)

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        slot = queries.slots_of(acting(request)).get(pk=thing.slot_id)
        recordings = slot.recordings.order_by("stored_at")
        return [{"template": "console/panels/archived.html", "slot": slot, "recordings": recordings}]


@register(Recording)
class RecordingDesk(Desk):
    """Where recordings lie."""

    roles = may.SEE_SLOTS.roles
    columns = ("slot", "reference", "stored_at", "keep_until")
    list_select_related = ("slot",)
    search_fields = ("slot__number__exact", "sha256__exact")
    ordering = ("-stored_at",)
