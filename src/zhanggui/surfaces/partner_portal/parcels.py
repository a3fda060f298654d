"""The carrier's parcels: handed over, on their way, delivered."""

import csv
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from zhanggui.domain.delivery.notices import CarrierNotice
from zhanggui.domain.delivery.refusals import EventFromTheFuture
from zhanggui.domain.delivery.states import CARRIER_CODES
from zhanggui.domain.partners.models import Carrier
from zhanggui.identity.roles import Role
from zhanggui.journeys.receive_carrier_event import receive_carrier_event
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import Refusal
from zhanggui.surfaces.design import states
from zhanggui.surfaces.entrance.refused import say
from zhanggui.surfaces.partner_portal import trade
from zhanggui.surfaces.partner_portal.forms import EventForm
from zhanggui.surfaces.partner_portal.paging import page_of
from zhanggui.surfaces.partner_portal.shell import actor_of, page_for, sent, show

LIST_LIMIT = 10_000


@page_for(Role.CARRIER)
def parcels(request: HttpRequest, partner: Carrier) -> HttpResponse:
    """Parcels of this carrier, and a form for what happened to one."""
    form = EventForm(**sent(request), initial={"occurred_at": clock.now().astimezone(SHANGHAI)})
    form.fields["code"].choices = [  # type: ignore[attr-defined]
        (code, states.shown(state.value).word) for code, state in CARRIER_CODES.items()
    ]
    if request.method == "POST" and form.is_valid():
        notice = CarrierNotice(key=f"portal-{new_id()}", **form.cleaned_data)
        try:
            heard = receive_carrier_event(
                carrier_id=partner.id, notice=notice, by=actor_of(request), at=clock.now()
            )
        except Refusal as refusal:
            say(form, refusal, {EventFromTheFuture: "occurred_at"})
        else:
            known = (
                gettext("Noted.") if heard.shipment else gettext("Noted; this number is not known to us yet.")
            )
            messages.success(request, known)
            return redirect("partner_portal:parcels")
    page = page_of(request, trade.parcels(actor_of(request)), moment="packed_at", size=trade.PAGE)
    return show(request, "parcels", partner, form=form, page=page)


@page_for(Role.CARRIER)
def parcel_list(request: HttpRequest, partner: Carrier) -> HttpResponse:
    """The parcels as a list that spreadsheets open."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"parcels-{clock.now().astimezone(SHANGHAI):%Y%m%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write("\ufeff")
    rows = csv.writer(response)
    rows.writerow(
        [
            gettext(word)
            for word in ("Parcel", "Tracking number", "State", "Handed over", "Promised", "Delivered")
        ]
    )
    for parcel in trade.parcels(actor_of(request))[:LIST_LIMIT]:
        rows.writerow(
            [
                parcel.number,
                parcel.tracking_number,
                states.shown(parcel.state).word,
                _moment(parcel.shipped_at),
                parcel.promised_on or "",
                _moment(parcel.delivered_at),
            ]
        )
    return response


def _moment(at: datetime | None) -> str:
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if at else ""
