"""The control room: what is on air, what it sells, what comes next; read from three metres away."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhanggui.domain.broadcast import on_air
from zhanggui.identity.actor import Actor
from zhanggui.kernel import clock
from zhanggui.surfaces.control_room import figures
from zhanggui.surfaces.control_room.capabilities import SEE_CONTROL_ROOM


@require_safe
def room(request: HttpRequest) -> HttpResponse:
    """The whole screen; its inside asks for itself again every two seconds."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    if not by.roles:
        return HttpResponseRedirect(f"{reverse('admin:login')}?next={request.path}")
    by.require(SEE_CONTROL_ROOM)
    template = "control_room/inside.html" if request.headers.get("HX-Request") else "control_room/room.html"
    response = render(request, template, _shown(request.GET.get("channel", "")[:16]))
    response["Cache-Control"] = "private, no-store"
    return response


def _shown(channel: str) -> dict[str, Any]:
    at = clock.now()
    running = on_air.running()
    chosen = [slot for slot in running if slot.channel_code == channel] or running[:1]
    slot = chosen[0] if chosen else None
    return {
        "slot": slot,
        "others": [other for other in running if other is not slot],
        "coming": on_air.coming(at=at, limit=4),
        "pulse": figures.pulse([slot.id] if slot else [], at=at),
        "sold": sum(goods.sold for goods in slot.goods) if slot else 0,
        "now": at,
    }
