"""The door at which carriers' programs tell of parcels, and the stand-in carrier's own."""

import json

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from pydantic import ValidationError

from zhanggui.domain.delivery import hearing, roads
from zhanggui.domain.delivery.refusals import CallRepeated
from zhanggui.domain.delivery.states import Tracker
from zhanggui.identity.actor import SYSTEM
from zhanggui.integrations.carrier_webhook import jobs, signing, standin
from zhanggui.integrations.carrier_webhook.wire import CallIn
from zhanggui.journeys.hear_carrier import hear_carrier
from zhanggui.kernel import clock
from zhanggui.mechanisms.access.signed_calls import UnsignedCall


@csrf_exempt
@require_POST
def events(request: HttpRequest, number: str) -> JsonResponse:
    """Events of one carrier's parcels, under its signature. What it says of others' parcels moves nothing."""
    now = clock.now()
    line = roads.line_of(number)
    try:
        if line is None or line.tracker != Tracker.WEBHOOK:
            raise UnsignedCall
        nonce = signing.refuse_unsigned(number, request.body, dict(request.headers), at=now)
        told = CallIn.model_validate_json(request.body)
        with transaction.atomic():
            hearing.hear(signing.caller_of(number), nonce, at=now)
            notices = [event.notice() for event in told.events]
            heard = hear_carrier(carrier_id=line.carrier_id, notices=notices, by=SYSTEM, at=now)
    except UnsignedCall as refusal:
        return _refused(refusal.code, 403)
    except CallRepeated as refusal:
        return _refused(refusal.code, 409)
    except ValidationError as problem:
        first = problem.errors()[0]
        return _refused(f"malformed: {'.'.join(map(str, first['loc']))}: {first['msg']}", 400)
    return JsonResponse({"new": heard.new, "known": heard.known, "refused": heard.refused})


def _refused(code: str, status: int) -> JsonResponse:
    return JsonResponse({"refused": code}, status=status)


@csrf_exempt
@require_POST
def carrier(request: HttpRequest) -> JsonResponse:
    """The stand-in carrier: it takes announced parcels, questions and instructions from the house."""
    if not (settings.DEMO or settings.DEBUG):
        raise Http404
    now = clock.now()
    number = request.headers.get(signing.CARRIER, "")
    try:
        signing.refuse_unsigned(number, request.body, dict(request.headers), at=now)
    except UnsignedCall as refusal:
        return _refused(refusal.code, 403)
    asked = json.loads(request.body)
    if asked["ask"] == "announce":
        jobs.play_all(number, asked, now)
        return JsonResponse({"said": "announced"})
    if asked["ask"] == "instruct":
        return JsonResponse({"taken": True})
    return JsonResponse({"events": standin.known(asked["tracking_number"], now)})
