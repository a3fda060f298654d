"""Orders a supplier sends itself: its stock told of, accepted or declined, packed, labelled, handed over."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.catalog.models import Sku
from zhanggui.domain.catalog.refusals import NotASheet
from zhanggui.domain.delivery.rules import PACKING_CHECKS, Packing
from zhanggui.domain.inventory import looking
from zhanggui.domain.inventory.operations.declare_stock import declare_stock
from zhanggui.domain.inventory.operations.import_declared_stock import import_declared_stock
from zhanggui.domain.inventory.refusals import WrongRows
from zhanggui.domain.packing import dropping, queries
from zhanggui.domain.packing.labels import label_to_send
from zhanggui.domain.packing.operations import (
    accept_drop_order,
    decline_drop_order,
    label_drop_order,
    pack_drop_order,
)
from zhanggui.domain.partners.models import Carrier, Supplier
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.journeys.ship_drop_order import ship_drop_order
from zhanggui.kernel import clock
from zhanggui.kernel.ids import id_in
from zhanggui.kernel.numbers import whole_number
from zhanggui.kernel.refusal import Refusal
from zhanggui.surfaces.design.sheets import sheet
from zhanggui.surfaces.entrance.refused import say, sentence
from zhanggui.surfaces.partner_portal import trade
from zhanggui.surfaces.partner_portal.forms import file
from zhanggui.surfaces.partner_portal.paging import page_of
from zhanggui.surfaces.partner_portal.shell import actor_of, page_for, sent, show

WAITING_MOST = 500


class StockForm(forms.Form):
    """What is ready to be sent, as an Excel list."""

    sheet = file(_("From Excel"), ".xlsx", help_text=_("SKU code and pieces; other columns are passed over."))


@page_for(Role.SUPPLIER)
def sending(request: HttpRequest, partner: Supplier) -> HttpResponse:
    """Orders to be sent from the firm's own warehouse, what waits first."""
    by = actor_of(request)
    page = page_of(request, queries.sent(by=by), moment="allocated_at", size=trade.PAGE)
    waiting = queries.to_send(by=by)[:WAITING_MOST] if page.is_first else ()
    rows = [(part, dropping.send_by(part.allocated_at)) for part in [*waiting, *page.rows]]
    houses = looking.own_warehouses(by=by)
    return show(request, "sending", partner, page=page, rows=rows, now=clock.now(), houses=houses)


@page_for(Role.SUPPLIER)
def sending_one(request: HttpRequest, partner: Supplier, allocation_id: UUID) -> HttpResponse:
    """One order to send: accept or decline, pack, print the label, hand over."""
    by = actor_of(request)
    part = queries.part_to_send(allocation_id, by=by)
    if request.method == "POST":
        try:
            _do(request, allocation_id, by)
        except Refusal as refusal:
            messages.error(request, sentence(refusal), extra_tags="bad")
        declined = request.POST.get("verb") == "decline"
        gone = declined and not dropping.own(by).filter(pk=allocation_id, released_at=None).exists()
        return (
            redirect("partner_portal:sending")
            if gone
            else redirect("partner_portal:sending_one", allocation_id=allocation_id)
        )
    carriers = Carrier.objects.filter(state="active").select_related("organisation").order_by("number")
    return show(
        request,
        "sending_one",
        partner,
        part=part,
        parcel=(parcel := getattr(part.allocation, "shipment", None)),
        labels=queries.labels_of(parcel.pk) if parcel else (),
        send_by=dropping.send_by(part.allocation.allocated_at),
        checks=PACKING_CHECKS.items(),
        carriers=carriers,
        now=clock.now(),
    )


def _do(request: HttpRequest, allocation_id: UUID, by: Actor) -> None:
    told = request.POST
    terms: dict[str, Any] = {"allocation_id": allocation_id, "at": clock.now()}
    match told.get("verb"):
        case "accept":
            accept_drop_order(**terms, by=by)
            messages.success(request, gettext("Accepted. Pack it and hand it over in time."))
        case "decline":
            decline_drop_order(**terms, reason=told.get("reason", ""), by=by)
            messages.success(request, gettext("The order gets its goods from elsewhere."))
        case "pack":
            grams = whole_number(told.get("weight", ""), least=1, most=999_999) or 1
            packing = Packing(weight_grams=grams, checks=frozenset(told.getlist("check")))
            pack_drop_order(**terms, packing=packing, by=by)
        case "label":
            label = label_drop_order(**terms, carrier_id=_carrier(request), by=by)
            messages.success(
                request, gettext("Label number %(number)s: print it now.") % {"number": label.number}
            )
        case "ship":
            number = told.get("tracking_number", "")[:40]
            ship_drop_order(**terms, carrier_id=_carrier(request), tracking_number=number, by=by)
            messages.success(request, gettext("Handed over. The customer sees it on its way."))


def _carrier(request: HttpRequest) -> UUID:
    carrier = id_in(request.POST.get("carrier", ""))
    if carrier is None:
        raise Http404
    return carrier


@page_for(Role.SUPPLIER)
def sending_label(request: HttpRequest, partner: Supplier, allocation_id: UUID) -> HttpResponse:
    """The label of the parcel, personal data hidden, to be printed."""
    label = label_to_send(allocation_id, by=actor_of(request))
    return show(request, "sending_label", partner, label=label, allocation_id=allocation_id)


@page_for(Role.SUPPLIER)
def own_stock(request: HttpRequest, partner: Supplier) -> HttpResponse:
    """What the firm has ready in its own warehouse: one by one, or as a list. A wrong row changes nothing."""
    by = actor_of(request)
    houses = looking.own_warehouses(by=by)
    form = StockForm(**sent(request))
    if request.method == "POST" and houses:
        try:
            _declare(request, form, houses[0].pk, by)
        except Refusal as refusal:
            say(form, refusal, {WrongRows: "sheet", NotASheet: "sheet"})
        else:
            if form.is_valid() or "sku" in request.POST:
                messages.success(request, gettext("Written down."))
                return redirect("partner_portal:own_stock")
    if "sku" in request.POST:
        form = StockForm()
    rows = _rows(partner, houses[0].pk, by) if houses else []
    return show(request, "sending_stock", partner, form=form, rows=rows, houses=houses)


def _declare(request: HttpRequest, form: StockForm, warehouse_id: UUID, by: Actor) -> None:
    told, now = request.POST, clock.now()
    if "sku" in told:
        pieces = told.get("pieces", "")
        try:
            sku = UUID(told["sku"])
        except ValueError as problem:
            raise Http404 from problem
        number = whole_number(pieces, most=9_999_999)
        declare_stock(
            warehouse_id=warehouse_id, sku_id=sku, pieces=-1 if number is None else number, by=by, at=now
        )
    elif form.is_valid():
        content = form.cleaned_data["sheet"].read()
        import_declared_stock(content=content, warehouse_id=warehouse_id, by=by, at=now)


def _rows(partner: Supplier, warehouse_id: UUID, by: Actor) -> list[tuple[Sku, str, int]]:
    skus = Sku.objects.filter(goods__supplier=partner, released_at__isnull=False, retired_at=None)
    free = looking.declared(warehouse_id, by=by)
    named = skus.select_related("goods__published_version").order_by("code")
    return [(sku, trade.name_of(sku), free.get(sku.pk, 0)) for sku in named]


@page_for(Role.SUPPLIER)
def own_stock_sheet(request: HttpRequest, partner: Supplier) -> HttpResponse:
    """The same list for Excel: what goes out can be taken in again."""
    by = actor_of(request)
    houses = looking.own_warehouses(by=by)
    rows: list[Any] = _rows(partner, houses[0].pk, by) if houses else []
    lines = ((sku.code, free, name) for sku, name, free in rows)
    return sheet("own-stock", ["SKU编号", "件数", gettext("Goods")], lines)
