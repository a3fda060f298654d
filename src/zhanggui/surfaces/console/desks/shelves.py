"""Locations, lots, and what lies where; lots that run out, goods that do not move, recalls."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.catalog.models import Category, Sku
from zhanggui.domain.delivery.queries import parcels_of_lot
from zhanggui.domain.inventory import capabilities as may
from zhanggui.domain.inventory import looking
from zhanggui.domain.inventory.models import (
    InspectionPlan,
    Location,
    Lot,
    Recall,
    SpotCheck,
    Warehouse,
)
from zhanggui.domain.inventory.operations.add_location import add_location
from zhanggui.domain.inventory.operations.judge_spot_check import judge_spot_check
from zhanggui.domain.inventory.operations.plan_inspection import PlanTerms, plan_inspection
from zhanggui.domain.inventory.operations.set_home import set_home
from zhanggui.domain.inventory.operations.take_spot_check import take_spot_check
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.roles import Role
from zhanggui.journeys.recall_lot import recall_lot
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms.cases.queries import cases_of_thread
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.desks.goods_documents import STOCK, open_warehouses
from zhanggui.surfaces.console.pages import page, shell
from zhanggui.surfaces.console.questions import asked, choice, line, one_of, reason, whole, words
from zhanggui.surfaces.design.sheets import sheet

USES = [("pick", _("Picking")), ("reserve", _("Reserve")), ("returns", _("Returned goods"))]
QUALITY = STOCK | {Role.PRODUCT_REVIEWER}
ENDING = timedelta(days=60)
LABELS_MOST = 2_000


@register(Location)
class LocationDesk(Desk):
    """Places to walk to, in the order of the walk."""

    roles = STOCK
    columns = ("code", "warehouse", "walk", "use")
    list_select_related = ("warehouse",)
    list_filter = ("warehouse", "use")
    search_fields = ("code",)
    ordering = ("warehouse", "walk")
    starts = (
        Act(
            "add",
            _("Add a location"),
            lambda d: add_location(
                warehouse_id=d["warehouse"].pk,
                code=d["code"],
                walk=d["walk"],
                use=d["use"],
                by=d.by,
                at=d.at,
            ),
            capability=may.ARRANGE_SHELVES,
            form=asked(
                warehouse=one_of(_("Warehouse"), open_warehouses),
                code=line(_("Code"), limit=16),
                walk=whole(_("Position on the walk")),
                use=choice(_("What it is for"), USES),
            ),
        ),
    )
    acts = (
        Act(
            "home",
            _("Make it the home of a SKU"),
            lambda d: _home(d),
            capability=may.ARRANGE_SHELVES,
            form=asked(sku=one_of(_("SKU"), lambda: Sku.objects.order_by("code"))),
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        lying = looking.lying(by=acting(request), location_id=thing.pk)
        return [{"template": "console/panels/lying.html", "lying": lying}]


def _home(doing: Doing) -> Location:
    set_home(sku_id=doing["sku"].pk, location_id=doing.thing.pk, by=doing.by, at=doing.at)
    place: Location = doing.thing
    return place


@register(Lot)
class LotDesk(Desk):
    """Pieces made together: where they lie, which parcels took them, and the way to call them back."""

    roles = QUALITY
    columns = ("code", "sku", "supplier", "produced_on", "expires_on", "whose_goods", "recalled_at")
    shows = ("code", "sku", "supplier", "produced_on", "expires_on", "whose_goods", "recalled_at")
    list_select_related = ("sku", "supplier__organisation", "owner__organisation")
    search_fields = ("code", "sku__code")
    ordering = ("expires_on", "-id")
    tables = (
        Table(
            _("Parcels with pieces of it"),
            lambda lot: parcels_of_lot(lot.pk, by=SYSTEM)[:200],
            ("number", "order", "state", "carrier", "shipped_at", "delivered_at"),
        ),
        Table(
            _("Spot checks"),
            lambda lot: SpotCheck.objects.filter(shelf__lot=lot).order_by("-taken_at"),
            ("number", "pieces", "taken_at", "result", "found"),
        ),
    )
    acts = (
        Act(
            "recall",
            _("Recall this lot"),
            lambda d: _recall(d),
            capability=may.RECALL,
            form=asked(reason=reason()),
            help=_(
                "Nothing more of it is sent, free pieces are held, "
                "and a case is opened for every parcel that took some."
            ),
            offered=lambda lot: lot.recalled_at is None,
            tone="danger",
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        lying = looking.lying(by=acting(request), lot_id=thing.pk)
        return [{"template": "console/panels/lying.html", "lying": lying}]


def _recall(doing: Doing) -> Lot:
    recall_lot(lot_id=doing.thing.pk, reason=doing["reason"], by=doing.by, at=doing.at)
    doing.thing.refresh_from_db()
    lot: Lot = doing.thing
    return lot


@register(Recall)
class RecallDesk(Desk):
    """Lots that were called back, with the cases they opened."""

    roles = QUALITY
    columns = ("number", "lot.sku", "lot", "reason", "recalled_by.person", "recalled_at")
    list_select_related = ("lot__sku", "recalled_by__person")
    ordering = ("-recalled_at",)

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        found = cases_of_thread(thing.pk)[:100]
        return [{"template": "console/panels/recall.html", "cases": found, "now": clock.now()}]


class ShelfField(forms.CharField):
    """A shelf as it is written on paper: SKU code, location, lot."""

    def clean(self, value: Any) -> Any:
        parts = [part.strip() for part in str(super().clean(value)).replace("，", ",").split(",")]
        found = looking.shelf_anywhere(*[*parts, "", ""][:3])
        if found is None:
            raise forms.ValidationError(gettext("Nothing of the kind lies there."))
        return found


@register(SpotCheck)
class SpotCheckDesk(Desk):
    """Pieces taken from the shelf to be tested; what fails leaves the sale."""

    roles = QUALITY
    columns = ("number", "sku", "pieces", "reason", "taken_at", "result", "judged_at")
    list_select_related = ("sku",)
    list_filter = ("result",)
    ordering = ("-taken_at",)
    starts = (
        Act(
            "take",
            _("Take a spot check"),
            lambda d: take_spot_check(
                shelf_id=d["shelf"], pieces=d["pieces"], reason=d["reason"], by=d.by, at=d.at
            ),
            capability=may.SPOT_CHECK,
            form=asked(
                shelf=ShelfField(label=_("From where"), help_text=_("SKU code, location, lot")),
                pieces=whole(_("Pieces"), least=1),
                reason=reason(),
            ),
        ),
    )
    acts = (
        Act(
            "judge",
            _("Write down the result"),
            lambda d: judge_spot_check(
                spot_check_id=d.thing.pk, passed=d["result"] == "passed", found=d["found"], by=d.by, at=d.at
            ),
            capability=may.SPOT_CHECK,
            form=asked(
                result=choice(_("Result"), [("passed", _("Passed")), ("failed", _("Failed"))]),
                found=words(_("What was found")),
            ),
            offered=lambda check: not check.result,
            tone="primary",
        ),
    )


@register(InspectionPlan)
class InspectionPlanDesk(Desk):
    """How many pieces of a lot are looked at, and for what, by category."""

    roles = QUALITY
    columns = (
        "category",
        "sample_percent",
        "sample_least",
        "defects_most",
        "checks",
        "started_at",
        "ended_at",
    )
    list_select_related = ("category",)
    ordering = ("ended_at", "category__path")
    starts = (
        Act(
            "plan",
            _("Plan an inspection"),
            lambda d: plan_inspection(
                category_id=d["category"].pk,
                terms=PlanTerms(
                    percent=d["percent"],
                    least=d["least"],
                    defects_most=d["most"],
                    checks=d["checks"].splitlines(),
                ),
                by=d.by,
                at=d.at,
            ),
            capability=may.PLAN_INSPECTION,
            form=asked(
                category=one_of(_("Category"), lambda: Category.objects.order_by("path")),
                percent=whole(_("Sample, percent of the lot"), least=1, most=100),
                least=whole(_("Sample, pieces at least"), least=1, most=10_000),
                most=whole(_("Defective pieces allowed in the sample"), most=10_000),
                checks=words(_("What is looked at, one a line")),
            ),
        ),
    )


@page("stock/ageing/", "stock_ageing")
def stock_ageing(request: HttpRequest) -> HttpResponse:
    """Lots that run out soon, and goods that have not moved for long."""
    by, now = acting(request), clock.now()
    by.require(may.SEE_STOCK)
    today = now.astimezone(SHANGHAI).date()
    context = shell(
        request,
        title=gettext("Ageing stock"),
        ending=looking.lying(by=by, expires_before=today + ENDING)[:200],
        slow=looking.slow_stock(by=by, since=now - timedelta(days=90))[:200],
        defects=looking.defect_rates(by=by, since=now - timedelta(days=90)),
        today=today,
        scrap=reverse("admin:inventory_stockdocument_start", args=["scrap"]),
    )
    return TemplateResponse(request, "console/stock_ageing.html", context)


@page("stock/labels/<uuid:pk>/", "shelf_labels")
def shelf_labels(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The locations of a warehouse as labels with bars, in the order of the walk, to be printed."""
    by = acting(request)
    by.require(may.SEE_STOCK)
    house = Warehouse.objects.filter(pk=pk).first()
    if house is None or by.roles.isdisjoint(STOCK):
        raise Http404
    places = house.locations.filter(closed_at=None).order_by("walk", "code")[:LABELS_MOST]
    context = shell(request, title=gettext("Shelf labels"), house=house, places=places)
    return TemplateResponse(request, "console/shelf_labels.html", context)


@page("stock/ageing/<slug:which>.xlsx", "stock_ageing_sheet")
def ageing_sheet(request: HttpRequest, which: str) -> HttpResponse:
    """One of the lists of ageing stock for Excel."""
    by, now = acting(request), clock.now()
    by.require(may.SEE_STOCK)
    since = now - timedelta(days=90)
    code, name, house, pieces = (gettext(word) for word in ("SKU", "Goods", "Warehouse", "Pieces"))
    match which:
        case "ending":
            until = now.astimezone(SHANGHAI).date() + ENDING
            return sheet(
                which,
                [code, name, house, gettext("Location"), gettext("Lot"), gettext("Use by"), pieces],
                (
                    (one.code, one.name, one.warehouse, one.location, one.lot, one.expires_on, one.pieces)
                    for one in looking.lying(by=by, expires_before=until)
                ),
            )
        case "slow":
            return sheet(
                which,
                [code, name, house, pieces, gettext("Last sent"), gettext("Last received")],
                (
                    (one.code, one.name, one.warehouse, one.pieces, one.last_sent, one.last_received)
                    for one in looking.slow_stock(by=by, since=since)
                ),
            )
        case "defects":
            return sheet(
                which,
                [gettext("Supplier"), gettext("Lots"), pieces, gettext("Defective"), "%"],
                (
                    (one.supplier, one.lots, one.pieces, one.defective, round(one.percent, 2))
                    for one in looking.defect_rates(by=by, since=since)
                ),
            )
    raise Http404
