"""Calls at the desk: who waits, who is on the line, the note, the complaint, and whom to call back."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from zhanggui.domain.care import telephony
from zhanggui.domain.care.models import Call
from zhanggui.domain.care.operations.accept_call import accept_call
from zhanggui.domain.care.operations.ask_call_back import BackWish, ask_call_back
from zhanggui.domain.care.operations.hang_up import hang_up
from zhanggui.domain.care.operations.keep_fruit import Fruit, keep_fruit
from zhanggui.domain.care.operations.note_call import note_call
from zhanggui.domain.care.operations.open_complaint import ComplaintWish
from zhanggui.domain.care.operations.try_call_back import try_call_back
from zhanggui.domain.care.states import CALL_BACK_VERBS, CallResult, ContactChannel, Matter
from zhanggui.identity.actor import Actor
from zhanggui.identity.mobile import NotAMobileNumber
from zhanggui.journeys.complain_by_phone import complain_by_phone
from zhanggui.journeys.look_up_caller import look_up_caller
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.ids import id_in
from zhanggui.kernel.refusal import NotFound, Refusal
from zhanggui.mechanisms.trail import Subject
from zhanggui.surfaces.design.templatetags.design import said
from zhanggui.surfaces.entrance import listening
from zhanggui.surfaces.phone_desk import entry
from zhanggui.surfaces.phone_desk.agents import actor_of, agents_only
from zhanggui.surfaces.phone_desk.views import show_caller


@agents_only
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """How many wait, since when the first, and who it is: asked for when the queue is another one."""
    by, at = actor_of(request), clock.now()
    waiting = telephony.queue(by=by, at=at, most=1)
    first = waiting[0] if waiting else None
    context = {
        "first": first,
        "count": telephony.waiting(at=at) if first else 0,
        "seconds": int((at - first.arrived_at).total_seconds()) if first else 0,
        "busy": telephony.talking_to(by=by),
    }
    return render(request, "phone_desk/queue.html", context)


@agents_only
@require_safe
def ticket(request: HttpRequest) -> HttpResponse:
    """What this desk shows to the server of live figures, so that it is told when somebody rings."""
    return HttpResponse(listening.ticket(actor_of(request).account_id), content_type="text/plain")


@agents_only
@require_POST
def accept(request: HttpRequest) -> HttpResponse:
    """Take the call, and see who it is."""
    by, at = actor_of(request), clock.now()
    call = accept_call(call_id=_id(request.POST.get("ringing", "")), by=by, at=at)
    return _of_call(request, call, at)


@agents_only
@require_safe
def talking(request: HttpRequest) -> HttpResponse:
    """The call that is on the line, after the desk was opened anew."""
    call = telephony.talking_to(by=actor_of(request))
    if call is None:
        raise NotFound
    return _of_call(request, call, clock.now())


def _of_call(request: HttpRequest, call: Call, at: datetime) -> HttpResponse:
    number = call.caller or ""
    try:
        found = look_up_caller(mobile=number, by=actor_of(request), at=at)
    except NotAMobileNumber:
        return render(request, "phone_desk/withheld.html", {"call": call})
    return show_caller(request, found, number, call=call)


@agents_only
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """Hang up."""
    by = actor_of(request)
    call = telephony.talking_to(by=by)
    if call is not None:
        hang_up(call_id=call.id, by=by, at=clock.now())
    return HttpResponse(status=204)


@agents_only
@require_POST
def note(request: HttpRequest) -> HttpResponse:
    """Keep the note of the call."""
    text = request.POST.get("note", "")
    note_call(call_id=_id(request.POST.get("call", "")), text=text, by=actor_of(request), at=clock.now())
    return render(request, "phone_desk/noted.html")


@agents_only
@require_POST
def complain(request: HttpRequest) -> HttpResponse:
    """Hand the caller over to the complaints, with everything that lay on the desk."""
    by, at = actor_of(request), clock.now()
    written = entry.read(request.POST, at=at)
    matter = request.POST.get("matter", "")
    told = request.POST.get("complaint", "").strip()[:2000]
    kept = entry.on_the_desk(written, request.POST.get("note", "").strip()[:2000])
    wish = ComplaintWish(
        text=f"{told}\n{kept}".strip() if told else "",
        matter=Matter(matter) if matter in list(Matter) else Matter.OTHER,
        channel=ContactChannel.PHONE,
        customer_id=written.customer_id,
        caller=request.POST.get("caller_mobile", "")[:40],
        order_id=_id(request.POST["about"]) if request.POST.get("about") else None,
    )
    opened = complain_by_phone(wish=wish, call_id=written.call_id, by=by, at=at)
    return render(request, "phone_desk/complained.html", {"case": opened.case})


@agents_only
@require_safe
def call_backs(request: HttpRequest) -> HttpResponse:
    """Whom to call, the most urgent first."""
    return _list(request)


@agents_only
@require_POST
def ask_back(request: HttpRequest) -> HttpResponse:
    """The caller wants to be called later."""
    try:
        _note_call_back(request, by=actor_of(request), at=clock.now())
    except Refusal as refusal:
        return _list(request, words=said(refusal))
    return _list(request)


@transaction.atomic
def _note_call_back(request: HttpRequest, *, by: Actor, at: datetime) -> None:
    call = telephony.talking_to(by=by)
    wish = BackWish(
        mobile=request.POST.get("back_mobile") or (call.caller if call and call.caller else ""),
        matter=request.POST.get("back_matter", ""),
        not_before=_moment(request.POST.get("back_at", ""), at),
        call_id=call.id if call else None,
    )
    wanted = ask_call_back(wish=wish, by=by, at=at)
    if call is not None:
        fruit = Fruit(result=CallResult.CALL_BACK, subject=Subject("care.callback", wanted.id))
        keep_fruit(call_id=call.id, fruit=fruit, by=by, at=at)


@agents_only
@require_POST
def try_back(request: HttpRequest, pk: UUID, verb: str) -> HttpResponse:
    """Take a call-back on, or say how it went."""
    if verb not in CALL_BACK_VERBS:
        raise NotFound
    note = request.POST.get("back_note", "")
    try:
        try_call_back(call_back_id=pk, verb=verb, note=note, by=actor_of(request), at=clock.now())
    except Refusal as refusal:
        return _list(request, words=said(refusal))
    return _list(request)


def _list(request: HttpRequest, words: str = "") -> HttpResponse:
    by, at = actor_of(request), clock.now()
    waiting = telephony.call_backs(by=by, most=8)
    context = {"call_backs": waiting, "now": at, "me": by.account_id, "words": words}
    return render(request, "phone_desk/call_backs.html", context)


class HourUnreadable(Refusal):
    """Write the hour like 18:30, or leave it empty to be called at once."""

    code = "hour-unreadable"
    status = 422


def _moment(text: str, at: datetime) -> datetime | None:
    """``18:30`` of today, or of tomorrow if that has passed; empty for at once."""
    if not text.strip():
        return None
    try:
        wanted = datetime.strptime(text.strip().replace("：", ":"), "%H:%M").time()
    except ValueError:
        raise HourUnreadable from None
    moment = datetime.combine(at.astimezone(SHANGHAI).date(), wanted, tzinfo=SHANGHAI)
    return moment if moment > at else moment + timedelta(days=1)


def _id(text: str) -> UUID:
    found = id_in(text)
    if found is None:
        raise NotFound
    return found
