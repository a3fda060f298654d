"""The door at which the service tells us of parcels, and the stand-in's own two doors."""

import json
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from zhanggui.domain.delivery import roads
from zhanggui.domain.delivery.operations.end_following import end_following
from zhanggui.domain.delivery.states import Tracker
from zhanggui.identity.actor import SYSTEM
from zhanggui.integrations.kuaidi100 import jobs, signing, standin, wire
from zhanggui.integrations.kuaidi100.client import SALT
from zhanggui.journeys.hear_carrier import hear_carrier
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms.access.signed_calls import secret_of

ENDED = ("shutdown", "abort")


def _answer(code: str, message: str, status: int = 200) -> JsonResponse:
    body = {"result": code == "200", "returnCode": code, "message": message}
    return JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})


@csrf_exempt
@require_POST
def push(request: HttpRequest) -> JsonResponse:
    """What the service knows of a parcel, all of it each time. It comes again until we answer 200."""
    param = request.POST.get("param", "")
    wanted = signing.of_push(param, secret_of(SALT))
    if not signing.agrees(request.POST.get("sign", ""), wanted):
        return _answer("401", "the signature is not good", status=403)
    try:
        told = json.loads(param)
        result: dict[str, Any] = told["lastResult"]
        notices = list(wire.notices(result))
        code = str(result["com"])
    except (ValueError, KeyError, TypeError, wire.Unreadable):
        return _answer("400", "the content cannot be read", status=400)
    now = clock.now()
    carrier_id = roads.carrier_called(Tracker.KUAIDI100, code)
    if carrier_id is None:
        return _answer("404", "nobody is called so here", status=404)
    heard = hear_carrier(carrier_id=carrier_id, notices=notices, by=SYSTEM, at=now)
    parcel = roads.parcel_of(carrier_id, str(result["nu"]))
    if told.get("status") in ENDED and parcel is not None:
        _end(parcel.id, str(told.get("message") or told["status"]))
    return _answer("200", f"{heard.new} new, {heard.known} known, {len(heard.refused)} refused")


def _end(shipment_id: Any, said: str) -> None:
    try:
        end_following(shipment_id=shipment_id, answer=said, by=SYSTEM, at=clock.now())
    except NotFound:
        return


@csrf_exempt
@require_POST
def poll(request: HttpRequest) -> JsonResponse:
    """The stand-in takes a subscription, and will tell of the parcel as its days go by."""
    _only_in_the_example_world()
    code, message, parcel = standin.subscribe(request.POST.dict(), at=clock.now())
    if parcel is not None:
        jobs.play_all(parcel)
    return _answer(code, message)


@csrf_exempt
@require_POST
def query(request: HttpRequest) -> JsonResponse:
    """The stand-in says what it knows of a parcel."""
    _only_in_the_example_world()
    answer = standin.queried(request.POST.dict(), at=clock.now())
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


def _only_in_the_example_world() -> None:
    if not (settings.DEMO or settings.DEBUG):
        raise Http404
