"""The waiting list of what is sold out on air: join it, see one's place, take what is held, or leave."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from zhanggui.domain.broadcast.models import WaitingPlace
from zhanggui.domain.broadcast.operations.join_waiting_list import WaitingWish, join_waiting_list
from zhanggui.domain.broadcast.operations.leave_waiting_list import leave_waiting_list
from zhanggui.domain.broadcast.queries import before_in_queue, waiting_places
from zhanggui.domain.pricing.queries import offers_of
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import Refusal
from zhanggui.surfaces.storefront import doors
from zhanggui.surfaces.storefront.views.mine import uuid_of


@require_POST
def wait(request: HttpRequest, article: UUID) -> HttpResponse:
    """Queue for one piece. A visitor comes in first."""
    here = reverse("storefront:waiting")
    if not doors.is_customer(request):
        doors.tell(request, gettext("Sign in to join the waiting list."), "info")
        return HttpResponseRedirect(doors.sign_in_address(_seen_on(request)))
    by = doors.actor_of(request)
    wish = WaitingWish(slot_goods_id=article, customer_id=by.account_id, channel="web")
    try:
        join_waiting_list(wish=wish, by=by, at=clock.now())
    except Refusal as refusal:
        doors.tell(request, doors.said(refusal), "bad")
    else:
        doors.tell(request, gettext("You are in the waiting list. We tell you when it is your turn."))
    return HttpResponseRedirect(here)


def _seen_on(request: HttpRequest) -> str:
    """The page of the goods, if the queue was joined there; else the programme."""
    number = request.POST.get("goods", "")
    if not number.isascii() or not number.isdecimal():
        return reverse("storefront:programme")
    return reverse("storefront:goods", args=[number])


@doors.customers_only
@require_http_methods(["GET", "POST"])
def waiting(request: HttpRequest) -> HttpResponse:
    """Where I stand in each queue, and what is held for me until when; by POST I leave one."""
    by, at = doors.actor_of(request), clock.now()
    if request.method == "POST":
        try:
            leave_waiting_list(place_id=uuid_of(request.POST.get("leave", "")), by=by, at=at)
            doors.tell(request, gettext("You wait no longer."), "info")
        except Refusal as refusal:
            doors.tell(request, doors.said(refusal), "bad")
        return HttpResponseRedirect(reverse("storefront:waiting"))
    return render(request, "storefront/waiting.html", {"rows": _rows(list(waiting_places(by)), at)})


def _rows(places: list[WaitingPlace], at: datetime) -> list[dict[str, Any]]:
    offers = offers_of([one.slot_goods.sku_id for one in places], at=at, from_slot=True)
    return [
        {
            "place": one,
            "before": before_in_queue(one),
            "held": one.offered_until is not None and one.offered_until > at,
            "offer": offers[one.slot_goods.sku_id],
            "key": f"{one.slot_goods.sku_id}:{one.slot_goods_id}",
        }
        for one in places
    ]
