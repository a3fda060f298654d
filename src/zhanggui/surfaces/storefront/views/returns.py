"""Giving something back: which rights stand until when, the request, and the way back."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from zhanggui.domain.aftersales.operations.note_sent import Parcel, note_sent
from zhanggui.domain.aftersales.operations.request import Pieces, ReturnWish
from zhanggui.domain.aftersales.queries import Returnable, return_numbered, returnable
from zhanggui.domain.aftersales.states import ReturnKind
from zhanggui.domain.sales.queries import order_numbered
from zhanggui.journeys.decide_return import withdraw_return
from zhanggui.journeys.request_return import request_return
from zhanggui.kernel import clock
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import Refusal
from zhanggui.surfaces.storefront import doors


@doors.customers_only
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """What of an order can go back, and why it should."""
    by, at = doors.actor_of(request), clock.now()
    order = order_numbered(number, by=by)
    lines = returnable(order.id, by=by)
    gifts = {
        line.id for line in order.lines.all() if any(step["step"] == "gift" for step in line.explanation)
    }
    context = {
        "order": order,
        "lines": lines,
        "gifts": gifts,
        "now": at,
        "key": new_id().hex,
        "problems": [],
    }
    if request.method == "POST":
        try:
            asked = request_return(wish=_wish(request, order.id, lines), by=by, at=at)
            doors.tell(request, gettext("Your return has the number %(number)s.") % {"number": asked.number})
            return HttpResponseRedirect(reverse("storefront:order", args=[number]))
        except Refusal as refusal:
            context["problems"] = [doors.said(refusal)]
    return render(request, "storefront/return.html", context)


def _wish(request: HttpRequest, order_id: UUID, lines: list[Returnable]) -> ReturnWish:
    given = request.POST
    counts = {line.line_id: given.get(f"pieces:{line.line_id}", "") for line in lines}
    return ReturnWish(
        order_id=order_id,
        kind=ReturnKind.QUALITY if given.get("kind") == ReturnKind.QUALITY else ReturnKind.NO_REASON,
        pieces=tuple(Pieces(line, int(n)) for line, n in counts.items() if n.isdecimal() and int(n)),
        key=given.get("key", "")[:80],
        reason=given.get("reason", "").strip()[:400],
    )


@doors.customers_only
@require_POST
def sent(request: HttpRequest, number: str) -> HttpResponse:
    """The parcel is on its way back; or the customer has thought better of it."""
    by, at = doors.actor_of(request), clock.now()
    goods_return = return_numbered(number, by=by)
    try:
        if "withdraw" in request.POST:
            withdraw_return(return_id=goods_return.id, by=by, at=at)
            doors.tell(request, gettext("The return is withdrawn."))
        else:
            parcel = Parcel(
                carrier=request.POST.get("carrier", ""), tracking=request.POST.get("tracking", "")
            )
            note_sent(return_id=goods_return.id, parcel=parcel, by=by, at=at)
            doors.tell(request, gettext("Thank you. We refund when the goods are back and checked."))
    except Refusal as refusal:
        doors.tell(request, doors.said(refusal), "bad")
    return HttpResponseRedirect(reverse("storefront:order", args=[goods_return.order.number]))
