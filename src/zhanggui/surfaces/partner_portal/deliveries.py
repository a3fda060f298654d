"""Deliveries a supplier announces: what comes, when, and what the warehouse found."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.forms import BaseFormSet, formset_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from zhanggui.domain.catalog.models import Sku
from zhanggui.domain.inventory import queries, sheets
from zhanggui.domain.inventory.models import DeliveryNotice
from zhanggui.domain.inventory.operations.announce_delivery import Announcement, announce_delivery
from zhanggui.domain.inventory.operations.cancel_delivery import cancel_delivery
from zhanggui.domain.inventory.refusals import AnnouncedAlready
from zhanggui.domain.inventory.rules import Delivered
from zhanggui.domain.partners.models import Supplier
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.refusal import NotFound, Refusal
from zhanggui.surfaces.entrance.refused import say, sentence
from zhanggui.surfaces.partner_portal import trade
from zhanggui.surfaces.partner_portal.forms import MoneyField, day, file, text
from zhanggui.surfaces.partner_portal.paging import page_of
from zhanggui.surfaces.partner_portal.shell import actor_of, page_for, sent, show

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TERMS = [("bought", _("Bought by the house")), ("consigned", _("Consigned: ours until sold"))]
ROWS = 5


def _moment(label: object) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget)  # type: ignore[arg-type]


class NoticeForm(forms.Form):
    """When a delivery comes, where to, and under which paper."""

    warehouse = forms.ChoiceField(label=_("Warehouse"))
    delivery_note = text(_("Delivery note"), 60)
    arrives_from = _moment(_("Arrives from"))
    arrives_until = _moment(_("Arrives until"))
    terms = forms.ChoiceField(label=_("Terms"), choices=TERMS)
    sheet = file(_("Lines from Excel"), ".xlsx", required=False, help_text=_("Instead of the lines below"))

    def __init__(self, *args: Any, supplier: Supplier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        houses = queries.warehouses_for(supplier.id)
        self.fields["warehouse"].choices = [(str(one.id), str(one)) for one in houses]  # type: ignore[attr-defined]


class LineForm(forms.Form):
    """So many pieces of one lot."""

    sku = forms.ChoiceField(label=_("Goods"), required=False)
    quantity = forms.IntegerField(label=_("Pieces"), required=False, min_value=1, max_value=1_000_000)
    lot = text(_("Lot"), 60, required=False)
    produced_on = day(_("Production date"), required=False)
    expires_on = day(_("Use by"), required=False)
    unit_cost_fen = MoneyField(label=_("Price per piece (yuan)"), max_length=20, required=False)

    def __init__(self, *args: Any, skus: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sku"].choices = [("", "—"), *skus]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if bool(said.get("sku")) != bool(said.get("quantity")):
            raise forms.ValidationError(_("Say both the goods and how many pieces."))
        return said


def _rows(request: HttpRequest, supplier: Supplier) -> "BaseFormSet[Any]":
    skus = Sku.objects.filter(goods__supplier=supplier, released_at__isnull=False, retired_at=None)
    named = [
        (str(sku.pk), f"{sku.code} {trade.name_of(sku)}")
        for sku in skus.select_related("goods__published_version").order_by("code")
    ]
    rows = formset_factory(LineForm, extra=ROWS, max_num=200)
    return rows(request.POST or None, form_kwargs={"skus": named}, prefix="line")


@page_for(Role.SUPPLIER)
def deliveries(request: HttpRequest, partner: Supplier) -> HttpResponse:
    """The firm's announced deliveries, the latest first."""
    notices = queries.notices(by=actor_of(request)).prefetch_related("lines")
    page = page_of(request, notices, moment="arrives_from", size=trade.PAGE)
    return show(request, "deliveries", partner, page=page, now=clock.now())


@page_for(Role.SUPPLIER)
def new_delivery(request: HttpRequest, partner: Supplier) -> HttpResponse:
    """Announce one: by lines on the page, or from an Excel sheet."""
    form, rows = NoticeForm(**sent(request), supplier=partner), _rows(request, partner)
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        try:
            notice = announce_delivery(wish=_wish(form, rows), by=actor_of(request), at=clock.now())
        except Refusal as refusal:
            say(form, refusal, {AnnouncedAlready: "delivery_note"})
        else:
            messages.success(request, gettext("The delivery is announced. The warehouse expects it."))
            return redirect("partner_portal:delivery", number=notice.number)
    return show(request, "deliveries_new", partner, form=form, rows=rows)


@page_for(Role.SUPPLIER)
def delivery(request: HttpRequest, partner: Supplier, number: str) -> HttpResponse:
    """One delivery: what was announced beside what arrived, and what the inspection found."""
    notice = _own(number, actor_of(request))
    found = notice.receipt.lines.select_related("inspection", "sku") if notice.receipt else ()
    return show(
        request,
        "deliveries_one",
        partner,
        notice=notice,
        compared=queries.differences_of(notice),
        found=found,
        overdue=notice.overdue(clock.now()),
    )


@require_POST
@page_for(Role.SUPPLIER)
def cancel(request: HttpRequest, partner: Supplier, number: str) -> HttpResponse:
    """It will not come."""
    notice = _own(number, actor_of(request))
    try:
        cancel_delivery(
            notice_id=notice.id,
            reason=request.POST.get("reason", "")[:200],
            by=actor_of(request),
            at=clock.now(),
        )
    except Refusal as refusal:
        messages.error(request, sentence(refusal), extra_tags="bad")
    else:
        messages.success(request, gettext("The delivery is cancelled."))
    return redirect("partner_portal:delivery", number=number)


@page_for(Role.SUPPLIER)
def delivery_sheet(request: HttpRequest, partner: Supplier) -> HttpResponse:
    """An empty sheet for the lines of a delivery."""
    answer = HttpResponse(sheets.template(), content_type=SHEET)
    answer["Content-Disposition"] = 'attachment; filename="delivery.xlsx"'
    return answer


def _own(number: str, by: Actor) -> DeliveryNotice:
    notice = queries.notices(by=by).filter(number=number).first()
    if notice is None:
        raise NotFound
    return notice


def _wish(form: NoticeForm, rows: "BaseFormSet[Any]") -> Announcement:
    said = form.cleaned_data
    return Announcement(
        warehouse_id=said["warehouse"],
        delivery_note=said["delivery_note"],
        arrives_from=_in_shanghai(said["arrives_from"]),
        arrives_until=_in_shanghai(said["arrives_until"]),
        lines=sheets.delivered_in(said["sheet"].read()) if said["sheet"] else _lines(rows),
        terms=said["terms"],
    )


def _in_shanghai(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)


def _lines(rows: "BaseFormSet[Any]") -> list[Delivered]:
    return [
        Delivered(
            sku_id=Sku.objects.only("pk").get(pk=said["sku"]).pk,
            quantity=said["quantity"],
            lot=said["lot"],
            produced_on=said["produced_on"],
            expires_on=said["expires_on"],
            unit_cost_fen=said["unit_cost_fen"] or None,
        )
        for said in (row.cleaned_data for row in rows)
        if said.get("sku")
    ]
