"""The ramp: what each carrier takes along, scanned parcel by parcel, signed for, printed."""

from datetime import timedelta
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.delivery.capabilities import SEE_PARCELS
from zhanggui.domain.delivery.queries import handed_over_since, waiting_for_a_carrier
from zhanggui.domain.inventory.models import Warehouse
from zhanggui.domain.packing import queries
from zhanggui.domain.packing.capabilities import LOAD
from zhanggui.domain.packing.labels import Batch
from zhanggui.domain.packing.models import HandOver
from zhanggui.domain.packing.operations import open_hand_over, sign_hand_over
from zhanggui.domain.partners.models import Carrier
from zhanggui.identity.actor import Actor
from zhanggui.journeys.load_and_ship import load_and_ship
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import Refusal
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.desks.printing import kinds
from zhanggui.surfaces.console.pages import page, shell
from zhanggui.surfaces.console.questions import one_of
from zhanggui.surfaces.design.sheets import sheet
from zhanggui.surfaces.design.templatetags.design import said


class ListForm(forms.Form):
    """Which carrier stands at which ramp."""

    warehouse = one_of(_("Warehouse"), lambda: Warehouse.objects.filter(closed_at=None).order_by("code"))
    carrier = one_of(
        _("Carrier"), lambda: Carrier.objects.filter(state="active").select_related("organisation")
    )


@page("hand-over/", "hand_over")
def hand_over(request: HttpRequest) -> HttpResponse:
    """Lists of carriers; what each took along since this morning; and what still waits for one."""
    by, now = acting(request), clock.now()
    by.require(SEE_PARCELS)
    form = ListForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        terms = {
            "warehouse_id": form.cleaned_data["warehouse"].pk,
            "carrier_id": form.cleaned_data["carrier"].pk,
        }
        try:
            listed = open_hand_over(**terms, by=by, at=now)
        except Refusal as refusal:
            messages.error(request, said(refusal))
        else:
            return HttpResponseRedirect(reverse("admin:hand_over_list", args=[listed.pk]))
    context = shell(
        request,
        title=gettext("Hand-over list"),
        form=form if by.may(LOAD) else None,
        lists=queries.hand_overs(by=by)[:40],
        carriers=handed_over_since(now - timedelta(hours=24), by=by),
        waiting=waiting_for_a_carrier(by=by)[:200],
        now=now,
    )
    return TemplateResponse(request, "console/hand_over.html", context)


@page("hand-over/<uuid:pk>/", "hand_over_list")
def hand_over_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One list: parcels are scanned, with the carrier's label where ours has none; then its driver signs."""
    by = acting(request)
    listed = queries.hand_over(pk, by=by)
    if request.method == "POST":
        try:
            _do(request, listed, by)
        except Refusal as refusal:
            messages.error(request, said(refusal))
        return HttpResponseRedirect(reverse("admin:hand_over_list", args=[pk]))
    parcels = queries.loaded(listed)
    context = shell(
        request,
        title=listed.number,
        listed=listed,
        parcels=parcels,
        grams=sum(one.shipment.packing.get("weight_grams", 0) for one in parcels),
        kinds=kinds(Batch.HAND_OVER, listed.pk),
        loads=by.may(LOAD) and listed.closed_at is None,
    )
    return TemplateResponse(request, "console/hand_over_list.html", context)


def _do(request: HttpRequest, listed: HandOver, by: Actor) -> None:
    """A parcel was scanned, or the driver signed."""
    told, now = request.POST, clock.now()
    if told.get("verb") == "sign":
        sign_hand_over(hand_over_id=listed.pk, driver=told.get("driver", ""), by=by, at=now)
        messages.success(request, gettext("Signed. The list is closed."))
        return
    load_and_ship(
        hand_over_id=listed.pk,
        code=told.get("code", "")[:40],
        tracking_number=told.get("tracking_number", "")[:40],
        by=by,
        at=now,
    )


@page("hand-over/<uuid:pk>/parcels.xlsx", "hand_over_sheet")
def hand_over_sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The parcels of a list for Excel."""
    listed = queries.hand_over(pk, by=acting(request))
    headings = [gettext("Parcel"), gettext("Tracking number"), gettext("Order"), gettext("Weight, grams")]
    rows = (
        (
            one.shipment.number,
            one.shipment.tracking_number,
            one.shipment.order.number,
            one.shipment.packing.get("weight_grams", 0),
        )
        for one in queries.loaded(listed)
    )
    return sheet(listed.number, headings, rows)
