"""The doors at which machines knock that have no account: signed calls about messages and telephone calls."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Annotated, Any, Literal, TypeVar

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Router, Schema
from pydantic import AwareDatetime, Field, ValidationError

from zhanggui.domain.care.models import Call
from zhanggui.domain.care.operations.receive_call_event import ToldEvent, receive_call_event
from zhanggui.domain.care.states import CallEventKind
from zhanggui.domain.messaging.operations.receive_mail_report import receive_mail_report
from zhanggui.domain.messaging.operations.receive_sms_receipt import SmsReceipt, receive_sms_receipt
from zhanggui.domain.messaging.operations.receive_sms_reply import receive_sms_reply
from zhanggui.domain.packing.operations.connect_call import connect_call
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.mobile import NotAMobileNumber
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import Malformed
from zhanggui.mechanisms.access.signed_calls import SIGNATURE_HEADER, TIME_HEADER, refuse_unsigned
from zhanggui.surfaces.api.callers import caller
from zhanggui.surfaces.api.idempotency import once
from zhanggui.surfaces.api.orders import Strict

messages = Router()
calls = Router()

View = Callable[..., HttpResponse]
Told = TypeVar("Told", bound=Strict)


def signed_by(caller: str) -> Callable[[View], View]:
    """Only for calls this machine signed; the answer says no more than that it was heard."""

    def wrapped(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest) -> HttpResponse:
            refuse_unsigned(
                caller,
                request.body,
                moment=request.headers.get(TIME_HEADER, ""),
                signature=request.headers.get(SIGNATURE_HEADER, ""),
                at=clock.now(),
            )
            return view(request)

        return guarded

    return wrapped


def read(shape: type[Told], body: bytes) -> Told:
    """The JSON of the call. Raises ``Malformed``."""
    try:
        return shape.model_validate_json(body)
    except ValidationError as wrong:
        first: Any = wrong.errors()[0]
        raise Malformed(field=".".join(map(str, first["loc"])) or "body", problem=first["msg"]) from None


class ReceiptIn(Strict):
    """What a carrier of short messages tells: that one arrived or not, or what somebody answered to one."""

    kind: Literal["receipt", "reply"]
    reference: Annotated[str, Field(max_length=120)] = ""
    arrived: bool = False
    answer: Annotated[str, Field(max_length=200)] = ""
    mobile: Annotated[str, Field(max_length=20)] = ""
    text: Annotated[str, Field(max_length=500)] = ""


@messages.post("sms-receipts", auth=None, include_in_schema=False)
@signed_by("sms")
def sms_receipts(request: HttpRequest) -> HttpResponse:
    """Receipts and replies, one to a call."""
    told, now = read(ReceiptIn, request.body), clock.now()
    if told.kind == "receipt":
        receipt = SmsReceipt(reference=told.reference, arrived=told.arrived, answer=told.answer)
        receive_sms_receipt(receipt=receipt, by=SYSTEM, at=now)
    else:
        try:
            receive_sms_reply(mobile=told.mobile, text=told.text, by=SYSTEM, at=now)
        except NotAMobileNumber:
            raise Malformed(field="mobile", problem="not a mobile number") from None
    return HttpResponse(status=204)


@messages.post("mail-reports", auth=None, include_in_schema=False)
@signed_by("mail")
def mail_reports(request: HttpRequest) -> HttpResponse:
    """A mail that came to a return address, as the mail server has it (``message/rfc822``)."""
    receive_mail_report(raw=request.body, by=SYSTEM, at=clock.now())
    return HttpResponse(status=204)


class CallEventIn(Strict):
    """What happened to a call. ``name`` is the event's own: told again under it, it changes nothing."""

    name: Annotated[str, Field(min_length=1, max_length=80)]
    call: Annotated[str, Field(min_length=1, max_length=80)]
    kind: CallEventKind
    happened_at: AwareDatetime
    caller: Annotated[str, Field(max_length=24)] = ""
    line: Annotated[str, Field(max_length=24)] = ""
    agent: Annotated[str, Field(max_length=64)] = ""
    recording: Annotated[str, Field(max_length=200)] = ""

    def event(self) -> ToldEvent:
        """As the operation takes it."""
        return ToldEvent(**dict(self))


class CallOut(Schema):
    """A call as it stands after the event."""

    call: str
    state: str
    arrived_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None


@calls.post("", response=CallOut)
@once
def tell_call(request: HttpRequest, body: CallEventIn) -> dict[str, Any]:
    """Tell what happened to a call: incoming, answered, ended, or recorded. The order does not matter."""
    call = receive_call_event(event=body.event(), by=caller(request), at=clock.now())
    return _shown(call)


@calls.post("events", auth=None, include_in_schema=False)
@signed_by("telephony")
def call_events(request: HttpRequest) -> HttpResponse:
    """The same, by a telephone system without an account, under its signature."""
    told = read(CallEventIn, request.body)
    receive_call_event(event=told.event(), by=SYSTEM, at=clock.now())
    return HttpResponse(status=204)


class RelayIn(Strict):
    """What a courier dialled after the relay number."""

    extension: Annotated[str, Field(pattern=r"^[0-9]{6}$")]


@calls.post("relay", auth=None, include_in_schema=False)
@signed_by("telephony")
def relay(request: HttpRequest) -> HttpResponse:
    """Where to put this call through. Only the telephone system learns it, and each time is in the trail."""
    told = read(RelayIn, request.body)
    return JsonResponse({"number": connect_call(extension=told.extension, by=SYSTEM, at=clock.now())})


def _shown(call: Call) -> dict[str, Any]:
    return {
        "call": call.reference,
        "state": call.state,
        "arrived_at": call.arrived_at,
        "answered_at": call.answered_at,
        "ended_at": call.ended_at,
    }
