"""A parcel's way for whoever has its link; and to whom else it may be given, by its customer's word."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from zhanggui.domain.delivery.following_links import parcel_behind
from zhanggui.domain.delivery.labels import label_mobile, label_name
from zhanggui.domain.delivery.operations.consent_to_leave import consent_to_leave
from zhanggui.domain.delivery.queries import missing_of
from zhanggui.domain.delivery.route import route_of
from zhanggui.domain.delivery.states import LeaveAt
from zhanggui.journeys.refund_shortage import refund_shortage
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import NotFound, Refusal
from zhanggui.surfaces.storefront import doors
from zhanggui.surfaces.storefront.views.orders import mine


@never_cache
@require_safe
def parcel(request: HttpRequest, code: str) -> HttpResponse:
    """Where it is and was, and by when it comes: nothing that tells who its customer is."""
    at = clock.now()
    found = parcel_behind(code[:60], at=at)
    address = found.order.address
    context = {
        "parcel": found,
        "route": route_of(found, at),
        "recipient": label_name(address.recipient),
        "mobile": label_mobile(address.mobile),
        "region": f"{address.province}{address.city}{address.district}",
        "steps": sorted(found.events.all(), key=lambda one: one.occurred_at, reverse=True),
        "number": _hidden(found.tracking_number),
    }
    response = render(request, "storefront/parcel.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _hidden(number: str) -> str:
    """A number with its middle hidden."""
    return number[:3] + "*" * max(len(number) - 6, 0) + number[-3:] if len(number) > 6 else number


@doors.customers_only
@require_POST
def leave(request: HttpRequest, number: str) -> HttpResponse:
    """To whom else parcels of this order may be given."""
    one = mine(request, number)
    wanted = [place for place in LeaveAt if place.value in request.POST.getlist("place")]
    try:
        consent_to_leave(order_id=one.id, places=wanted, by=doors.actor_of(request), at=clock.now())
        doors.tell(request, gettext("Noted. You may change it until it has arrived."))
    except Refusal as refusal:
        doors.tell(request, doors.said(refusal), "bad")
    return HttpResponseRedirect(reverse("storefront:order", args=[number]))


@doors.customers_only
@require_POST
def wait_no_more(request: HttpRequest, number: str, shortage: UUID) -> HttpResponse:
    """The money of pieces that are not there goes back; the rest of the order comes all the same."""
    one = mine(request, number)
    if shortage not in {missing.id for missing in missing_of(one.id)}:
        raise NotFound
    try:
        refund_shortage(shortage_id=shortage, by=doors.actor_of(request), at=clock.now())
        doors.tell(request, gettext("You need not wait any more: what you paid for them goes back."))
    except Refusal as refusal:
        doors.tell(request, doors.said(refusal), "bad")
    return HttpResponseRedirect(reverse("storefront:order", args=[number]))
