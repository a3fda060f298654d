"""The phone desk: one screen, one form, no mouse. Each part of it asks the server for its own piece."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from zhanggui.domain.broadcast import on_air
from zhanggui.domain.broadcast.operations.join_waiting_list import WaitingWish
from zhanggui.domain.broadcast.queries import before_in_queue
from zhanggui.domain.care import telephony
from zhanggui.domain.care.models import Call
from zhanggui.domain.care.states import MATTERS
from zhanggui.identity.actor import Actor
from zhanggui.identity.mobile import NotAMobileNumber, mobile_number
from zhanggui.journeys.look_up_caller import look_up_caller
from zhanggui.journeys.wait_by_phone import wait_by_phone
from zhanggui.kernel import clock
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import NotFound, Refusal
from zhanggui.mechanisms.access.applicants import REQUIRED_PURPOSES, Customer
from zhanggui.mechanisms.access.operations.open_customer_account import open_customer_account
from zhanggui.surfaces.design import regions
from zhanggui.surfaces.design.templatetags.design import said
from zhanggui.surfaces.entrance import listening
from zhanggui.surfaces.phone_desk import articles, entry, ringing
from zhanggui.surfaces.phone_desk.agents import actor_of, agents_only
from zhanggui.surfaces.phone_desk.keys import KEYS


@agents_only
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The empty desk, ready for the next call."""
    context = {
        "slots": on_air.running(),
        "coming": on_air.coming(at=clock.now(), limit=2),
        "matters": [(matter.value, gettext(words)) for matter, words in MATTERS.items()],
        "talking": telephony.talking_to(by=actor_of(request)),
        "stream": listening.stream_address(request.get_host()),
        "ringing": ringing.CHANNEL,
        "keys": KEYS,
    }
    return render(request, "phone_desk/desk.html", context)


@agents_only
@require_safe
def caller(request: HttpRequest) -> HttpResponse:
    """Who is calling, with their addresses, orders and complaints; or the form to register them."""
    mobile = request.GET.get("mobile", "")
    by = actor_of(request)
    call = telephony.talking_to(by=by)
    try:
        found = look_up_caller(mobile=mobile, by=by, at=clock.now())
    except NotAMobileNumber as refusal:
        # The call goes on, whatever was mistyped.
        return render(request, "phone_desk/not_found.html", {"call": call, "words": said(refusal)})
    return show_caller(request, found, mobile, call=call)


def show_caller(
    request: HttpRequest, found: object, mobile: str, *, call: Call | None = None, words: str = ""
) -> HttpResponse:
    """The caller's panel, or the form to register them; with the call they are on, if there is one.

    ``words`` say why they could not be registered; what was typed stays.
    """
    context = {
        "words": words,
        "typed": request.POST,
        "call": call,
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
    by, at = actor_of(request), clock.now()
    call = telephony.talking_to(by=by)
    try:
        _open_account(request, mobile, by=by, at=at)
    except Refusal as refusal:
        return show_caller(request, None, mobile, call=call, words=said(refusal))
    return show_caller(request, look_up_caller(mobile=mobile, by=by, at=at), mobile, call=call)


def _open_account(request: HttpRequest, mobile: str, *, by: Actor, at: datetime) -> None:
    agreed = tuple(purpose for purpose in REQUIRED_PURPOSES if request.POST.get(f"agree_{purpose}"))
    if agreed != REQUIRED_PURPOSES:
        raise ConsentUnspoken
    name = request.POST.get("name", "").strip()[:30]
    if not name:
        raise NameUnspoken
    customer = Customer(name=name, mobile=mobile, purposes=agreed, channel="phone")
    open_customer_account(customer=customer, by=by, at=at)


class NameUnspoken(Refusal):
    """Ask the caller for their name, and register them under it."""

    code = "name-unspoken"
    status = 422


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
def wait(request: HttpRequest) -> HttpResponse:
    """The caller queues for what is sold out on air."""
    by, at = actor_of(request), clock.now()
    found = articles.chosen(request.POST.get("wait", ""), at=at)
    written = entry.read(request.POST, at=at)
    if written.customer_id is None:
        raise entry.CallerMissing
    if found.slot_goods_id is None:
        raise NotFound
    wish = WaitingWish(slot_goods_id=found.slot_goods_id, customer_id=written.customer_id, channel="phone")
    place = wait_by_phone(wish=wish, call_id=written.call_id, by=by, at=at)
    return render(request, "phone_desk/waits.html", {"before": before_in_queue(place)})


@agents_only
@require_POST
def quote(request: HttpRequest) -> HttpResponse:
    """Sums and the sentences to read back, whenever the form changes."""
    by, at = actor_of(request), clock.now()
    written = entry.read(request.POST, at=at)
    reckoning = entry.reckoned(written, by=by, at=at)
    refusal = entry.at_the_door(written, reckoning, at=at)
    short = entry.not_left(written)
    context = {
        "entry": written,
        "quote": reckoning,
        "short": short,
        "sentences": [] if short else entry.read_back(written, reckoning, at=at),
        "points": entry.places_to_collect(written, at=at),
        "not_at_the_door": refusal and refusal.message(gettext(refusal.template())),
    }
    return render(request, "phone_desk/quote.html", context)


@agents_only
@require_POST
def place(request: HttpRequest) -> HttpResponse:
    """Confirm. A caller who pays by link gets it at once."""
    by, at = actor_of(request), clock.now()
    written = entry.read(request.POST, at=at)
    pay = request.build_absolute_uri(reverse("storefront:pay", args=["NUMBER"]))
    placed = entry.place(written, pay_address=pay.replace("NUMBER", "{number}"), by=by, at=at)
    context = {"placed": placed, "entry": written, "key": new_id().hex}
    return render(request, "phone_desk/placed.html", context)
