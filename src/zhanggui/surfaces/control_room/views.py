"""The control room: what is on air, what it sells, what comes next; read from afar, run by hand."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from zhanggui.domain.broadcast import on_air
from zhanggui.domain.broadcast.capabilities import RUN_SLOTS, SEE_CONTROL_ROOM, TAKE_OFF_AIR
from zhanggui.domain.broadcast.operations.arrange_goods import arrange_goods
from zhanggui.domain.broadcast.operations.move_quota import move_quota
from zhanggui.domain.broadcast.operations.take_off_air import take_off_air
from zhanggui.identity.actor import Actor
from zhanggui.kernel import clock
from zhanggui.kernel.numbers import whole_number
from zhanggui.kernel.refusal import Refusal
from zhanggui.surfaces.control_room import figures, snapshot
from zhanggui.surfaces.design.templatetags.design import said
from zhanggui.surfaces.entrance import listening


def _watcher(request: HttpRequest) -> Actor | None:
    """Who looks in; none if they must sign in first."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    if not by.roles:
        return None
    by.require(SEE_CONTROL_ROOM)
    return by


def _sign_in(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('admin:login')}?next={request.path}")


@require_safe
def room(request: HttpRequest) -> HttpResponse:
    """The whole screen. Its figures are pushed; its inside is fetched anew when its shape changes."""
    by = _watcher(request)
    if by is None:
        return _sign_in(request)
    template = "control_room/inside.html" if request.headers.get("HX-Request") else "control_room/room.html"
    response = render(request, template, _shown(request, by))
    response["Cache-Control"] = "private, no-store"
    return response


def _shown(request: HttpRequest, by: Actor, problem: str = "") -> dict[str, Any]:
    at = clock.now()
    channel = request.GET.get("channel", "")[:16]
    running = on_air.running()
    chosen = [slot for slot in running if slot.channel_code == channel] or running[:1]
    slot = chosen[0] if chosen else None
    ids = [slot.id] if slot else []
    around = figures.around(ids)
    return {
        "slot": slot,
        "shape": snapshot.shape(slot) if slot else "",
        "others": [other for other in running if other is not slot],
        "coming": on_air.coming(at=at, limit=4),
        "pulse": figures.pulses(ids, at=at)[slot.id] if slot else figures.Pulse(),
        "around": around,
        "rows": [
            (goods, around.waiting.get(str(goods.id), 0), around.sold(goods))
            for goods in (slot.goods if slot else ())
        ],
        "failed": around.failed.get(str(slot.id), 0) if slot else 0,
        "sold": sum(around.sold(goods) for goods in slot.goods) if slot else 0,
        "now": at,
        "channel": channel,
        "stream": listening.stream_address(request.get_host()),
        "may_run": by.may(RUN_SLOTS),
        "may_take_off": by.may(TAKE_OFF_AIR),
        "problem": problem,
    }


@require_safe
def ticket(request: HttpRequest) -> HttpResponse:
    """What a screen shows to the stream to be let in."""
    by = _watcher(request)
    if by is None:
        return HttpResponse(status=403)
    response = HttpResponse(listening.ticket(by.account_id), content_type="text/plain")
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """The same figures for a screen that cannot listen."""
    if _watcher(request) is None:
        return HttpResponse(status=403)
    seen = snapshot.shared()
    response = JsonResponse(seen.get(request.GET.get("channel", "")[:16], seen[""]))
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def article(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change an article on air: its quota, its place in the running order, or take it off at once."""
    by = _watcher(request)
    if by is None:
        return _sign_in(request)
    problem = ""
    try:
        _change(request, pk, by)
    except Refusal as refusal:
        problem = said(refusal)
    status = 422 if problem else 200
    response = render(request, "control_room/inside.html", _shown(request, by, problem), status=status)
    response["Cache-Control"] = "private, no-store"
    return response


def _change(request: HttpRequest, pk: UUID, by: Actor) -> None:
    at, reason = clock.now(), request.POST.get("reason", "").strip()
    match request.POST.get("do"):
        case "quota":
            wanted = whole_number(request.POST.get("quota", ""), most=9_999_999)
            if wanted is None:
                raise Http404
            move_quota(slot_goods_id=pk, quota=wanted, reason=reason, by=by, at=at)
        case "off":
            take_off_air(slot_goods_id=pk, reason=reason, by=by, at=at)
        case "up" | "down" as way:
            slot = next((one for one in on_air.running() if any(goods.id == pk for goods in one.goods)), None)
            if slot is None:
                raise Http404
            order = [goods.id for goods in slot.goods]
            place = order.index(pk)
            order.insert(max(place + (-1 if way == "up" else 1), 0), order.pop(place))
            arrange_goods(slot_id=slot.id, order=order, reason=reason, by=by, at=at)
        case _:
            raise Http404
