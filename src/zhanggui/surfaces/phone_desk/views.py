"""The phone desk: one screen, one form, no mouse. Each part of it asks the server for its own piece."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from zhanggui.domain.broadcast import on_air
from zhanggui.domain.care.operations.open_complaint import ComplaintWish, open_complaint
from zhanggui.domain.care.states import MATTERS, ContactChannel, Matter
from zhanggui.domain.sales.capabilities import PLACE_FOR_OTHERS
from zhanggui.domain.sales.models import PaymentMethod
from zhanggui.identity.actor import Actor
from zhanggui.identity.mobile import mobile_number
from zhanggui.journeys.look_up_caller import look_up_caller
from zhanggui.journeys.send_payment_link import send_payment_link
from zhanggui.kernel import clock
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import Refusal
from zhanggui.mechanisms.access.applicants import REQUIRED_PURPOSES, Customer
from zhanggui.mechanisms.access.operations.open_customer_account import open_customer_account
from zhanggui.surfaces.design import regions
from zhanggui.surfaces.phone_desk import articles, entry

View = Callable[..., HttpResponse]


def actor_of(request: HttpRequest) -> Actor:
    """Who sits at the desk."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def agents_only(view: View) -> View:
    """The desk is for those who may order for others. A part that is refused says so in its place."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        by = actor_of(request)
        if not by.roles:
            return HttpResponseRedirect(f"{reverse('admin:login')}?next={reverse('phone_desk:desk')}")
        by.require(PLACE_FOR_OTHERS)
        try:
            response = view(request, *args, **kwargs)
        except Refusal as refusal:
            words = refusal.message(gettext(refusal.template()))
            part = "refused_row" if request.headers.get("HX-Target") == "lines" else "refused"
            response = render(request, f"phone_desk/{part}.html", {"words": words, "row": new_id().hex[-6:]})
        response["Cache-Control"] = "private, no-store"
        return response

    return guarded


@agents_only
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The empty desk, ready for the next call."""
    context = {
        "slots": on_air.running(),
        "coming": on_air.coming(at=clock.now(), limit=2),
        "matters": [(matter.value, gettext(words)) for matter, words in MATTERS.items()],
    }
    return render(request, "phone_desk/desk.html", context)


@agents_only
@require_safe
def caller(request: HttpRequest) -> HttpResponse:
    """Who is calling, with their addresses, orders and complaints; or the form to register them."""
    mobile = request.GET.get("mobile", "")
    found = look_up_caller(mobile=mobile, by=actor_of(request), at=clock.now())
    return _caller(request, found, mobile)


def _caller(request: HttpRequest, found: object, mobile: str) -> HttpResponse:
    context = {
        "caller": found,
        "mobile": mobile_number(mobile),
        "key": new_id().hex,
        "provinces": list(regions.provinces()),
    }
    return render(request, "phone_desk/caller.html", context)


@agents_only
@require_POST
def register(request: HttpRequest) -> HttpResponse:
    """A new caller, who has agreed on the phone to what was read out to them."""
    mobile = request.POST.get("mobile", "")
    agreed = tuple(purpose for purpose in REQUIRED_PURPOSES if request.POST.get(f"agree_{purpose}"))
    if agreed != REQUIRED_PURPOSES:
        raise ConsentUnspoken
    customer = Customer(
        name=request.POST.get("name", "").strip()[:30], mobile=mobile, purposes=agreed, channel="phone"
    )
    by, at = actor_of(request), clock.now()
    open_customer_account(customer=customer, by=by, at=at)
    return _caller(request, look_up_caller(mobile=mobile, by=by, at=at), mobile)


class ConsentUnspoken(Refusal):
    """Read both texts out, and register only a caller who agrees to them."""

    code = "consent-unspoken"
    status = 422


@agents_only
@require_safe
def line(request: HttpRequest) -> HttpResponse:
    """A row for a number, with price and stock."""
    found = articles.find(request.GET.get("number", ""), at=clock.now())
    context = {"articles": found, "article": found[0], "row": new_id().hex[-6:]}
    return render(request, "phone_desk/line.html", context)


@agents_only
@require_POST
def quote(request: HttpRequest) -> HttpResponse:
    """Sums and the sentences to read back, whenever the form changes."""
    written = entry.read(request.POST, at=clock.now())
    return render(request, "phone_desk/quote.html", {"entry": written, "sentences": entry.read_back(written)})


@agents_only
@require_POST
def place(request: HttpRequest) -> HttpResponse:
    """Confirm. A caller who pays by link gets it at once."""
    by, at = actor_of(request), clock.now()
    written = entry.read(request.POST, at=at)
    placed = entry.place(written, by=by, at=at)
    if written.method == PaymentMethod.GATEWAY:
        address = request.build_absolute_uri(reverse("storefront:pay", args=[placed.number]))
        send_payment_link(number=placed.number, address=address, by=by, at=at)
    return render(request, "phone_desk/placed.html", {"placed": placed, "entry": written})


@agents_only
@require_POST
def complain(request: HttpRequest) -> HttpResponse:
    """Open a complaint for the caller: the clocks run from this second."""
    written = request.POST.get("matter", "")
    wish = ComplaintWish(
        text=request.POST.get("complaint", "").strip()[:2000],
        matter=Matter(written) if written in list(Matter) else Matter.OTHER,
        channel=ContactChannel.PHONE,
        customer_id=entry.read(request.POST, at=clock.now()).customer_id,
        caller=request.POST.get("caller_mobile", "")[:40],
    )
    opened = open_complaint(wish=wish, by=actor_of(request), at=clock.now())
    return render(request, "phone_desk/complained.html", {"case": opened.case})
