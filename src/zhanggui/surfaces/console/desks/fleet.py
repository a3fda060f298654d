"""Our own delivery: vehicles, areas, and the tours of a day with their sheet."""

from decimal import Decimal
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.delivery.queries import waybill
from zhanggui.domain.freight import capabilities as may
from zhanggui.domain.freight.models import Area, Tour, Vehicle
from zhanggui.domain.freight.operations.add_vehicle import VehicleWish, add_vehicle
from zhanggui.domain.freight.operations.place_area import AreaWish, place_area
from zhanggui.domain.freight.operations.plan_tours import plan_tours
from zhanggui.domain.freight.operations.retire_vehicle import retire_vehicle
from zhanggui.domain.inventory.models import Warehouse
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.desks.freight_prices import FREIGHT, carriers
from zhanggui.surfaces.console.pages import page, shell
from zhanggui.surfaces.console.questions import asked, day, line, one_of, whole

ROUTES = FREIGHT | may.PLAN_TOURS.roles


def _warehouses() -> Any:
    return Warehouse.objects.filter(closed_at=None).order_by("code")


def _hour(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


def _degrees(label: Any, most: int) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=Decimal(-most), max_value=Decimal(most), decimal_places=5
    )


def _add(doing: Doing) -> Vehicle:
    wish = VehicleWish(
        plate=doing["plate"],
        carrier_id=doing["carrier"].pk,
        warehouse_id=doing["warehouse"].pk,
        capacity_grams=doing["kilograms"] * 1000,
        fen_per_km=doing["fen_per_km"],
        starts_at=doing["starts_at"],
        ends_at=doing["ends_at"],
    )
    return add_vehicle(wish=wish, by=doing.by, at=doing.at)


@register(Vehicle)
class VehicleDesk(Desk):
    """Vehicles of our own delivery."""

    roles = ROUTES
    columns = ("plate", "warehouse", "carrier", "capacity_grams", "starts_at", "ends_at", "retired_at")
    list_select_related = ("warehouse", "carrier__organisation")
    list_filter = ("warehouse",)
    ordering = ("plate",)
    tables = (
        Table(
            _("Tours"),
            lambda vehicle: vehicle.tours.order_by("-day"),
            ("number", "day", "metres", "simple_metres", "grams"),
        ),
    )
    starts = (
        Act(
            "add",
            _("Add a vehicle"),
            _add,
            capability=may.KEEP_FLEET,
            form=asked(
                plate=line(_("Plate"), limit=20),
                carrier=one_of(_("Our own carrier"), carriers),
                warehouse=one_of(_("Warehouse"), _warehouses),
                kilograms=whole(_("It carries, kilograms"), least=1, most=40_000),
                fen_per_km=whole(_("Fuel and wear, fen a kilometre"), most=10_000),
                starts_at=_hour(_("It leaves at")),
                ends_at=_hour(_("It is back by")),
            ),
        ),
    )
    acts = (
        Act(
            "retire",
            _("Use it no longer"),
            lambda d: retire_vehicle(vehicle_id=d.thing.pk, by=d.by, at=d.at),
            capability=may.KEEP_FLEET,
            offered=lambda vehicle: vehicle.retired_at is None,
            tone="danger",
        ),
    )


def _place(doing: Doing) -> Area:
    return place_area(wish=AreaWish(**doing.answers), by=doing.by, at=doing.at)


@register(Area)
class AreaDesk(Desk):
    """Where districts lie, and when they may be driven into."""

    roles = ROUTES
    columns = ("__str__", "latitude", "longitude", "opens_at", "closes_at")
    search_fields = ("city__contains", "district__contains")
    ordering = ("province", "city", "district")
    starts = (
        Act(
            "place",
            _("Place an area"),
            _place,
            capability=may.KEEP_FLEET,
            form=asked(
                province=line(_("Province"), limit=40),
                city=line(_("City"), limit=60),
                district=line(_("District"), required=False, limit=60, help_text=_("Empty: the whole city.")),
                latitude=_degrees(_("Latitude"), 90),
                longitude=_degrees(_("Longitude"), 180),
                opens_at=_hour(_("Open from")),
                closes_at=_hour(_("Open until")),
            ),
            help=_("Entered again, an area is corrected."),
        ),
    )


def _plan(doing: Doing) -> Tour | None:
    toured = plan_tours(warehouse_id=doing["warehouse"].pk, day=doing["day"], by=doing.by, at=doing.at)
    return toured.tours[0] if len(toured.tours) == 1 else None


@register(Tour)
class TourDesk(Desk):
    """Tours of our own vehicles, and what each saves against driving in the order of packing."""

    roles = ROUTES
    columns = ("number", "vehicle", "day", "metres", "simple_metres", "grams", "ends_at")
    list_select_related = ("vehicle",)
    list_filter = ("vehicle", "day")
    search_fields = ("number__exact",)
    ordering = ("-day", "number")
    tables = (
        Table(
            _("Stops of the tour"),
            lambda tour: tour.stops.select_related("shipment", "area").order_by("position"),
            ("position", "shipment", "area", "grams", "arrives_at"),
        ),
    )
    starts = (
        Act(
            "plan",
            _("Plan the tours of a day"),
            _plan,
            capability=may.PLAN_TOURS,
            form=asked(warehouse=one_of(_("Warehouse"), _warehouses), day=day(_("Day"))),
            help=_("Every parcel our own carrier has, by the shortest ways that loads and hours allow."),
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        """What the tour saves, and its sheet."""
        return [{"template": "console/panels/tour.html", "tour": thing, **_saving(thing)}]


def _saving(tour: Tour) -> dict[str, Any]:
    saved = tour.simple_metres - tour.metres
    percent = 100 * saved // tour.simple_metres if tour.simple_metres else 0
    return {
        "km": f"{tour.metres / 1000:.1f}",
        "simple_km": f"{tour.simple_metres / 1000:.1f}",
        "percent": percent,
        "saved_fen": saved * tour.vehicle.fen_per_km // 1000,
        "bars": [
            (gettext("This tour"), float(tour.metres), f"{tour.metres / 1000:.1f} km"),
            (
                gettext("In the order of packing"),
                float(tour.simple_metres),
                f"{tour.simple_metres / 1000:.1f} km",
            ),
        ],
        "sheet": reverse("admin:tour_sheet", args=[tour.pk]),
    }


@page("freight/tours/<uuid:pk>/", "tour_sheet")
def tour_sheet(request: HttpRequest, pk: Any) -> HttpResponse:
    """The sheet a driver takes along: stops in order, parts of names and numbers hidden (PI-18)."""
    by = acting(request)
    by.require(may.PLAN_TOURS)
    tour = Tour.objects.select_related("vehicle__warehouse").filter(pk=pk).first()
    if tour is None:
        raise Http404
    stops = [
        (stop, waybill(stop.shipment_id, by=by))
        for stop in tour.stops.select_related("area", "shipment").order_by("position")
    ]
    context = shell(
        request,
        title=tour.number,
        tour=tour,
        stops=stops,
        said=gettext("Stops: %(count)s") % {"count": len(stops)},
        **_saving(tour),
    )
    return TemplateResponse(request, "console/tour_sheet.html", context)
