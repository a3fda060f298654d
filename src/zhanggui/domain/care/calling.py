"""What the verbs of the telephone share: whose call it is, where it stands, and whom to call back."""

from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from zhanggui.domain.care.facts import CallBackAsked
from zhanggui.domain.care.models import Call, CallBack
from zhanggui.domain.care.refusals import NotYourCall
from zhanggui.domain.care.states import CallBackReason, CallBackState, CallState
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.identity.mobile import NotAMobileNumber, masked, mobile_number
from zhanggui.identity.models import Account
from zhanggui.kernel.norms import norm
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.schema.encrypted import keyed_hash


class NamesCall(Protocol):
    """What says which call it speaks of, and when."""

    @property
    def call(self) -> str: ...
    @property
    def happened_at(self) -> datetime: ...


def call_locked(event: NamesCall) -> Call:
    """The call, held; one nobody has heard of yet begins here."""
    Call.objects.bulk_create(
        [Call(reference=event.call, state=CallState.WAITING, arrived_at=event.happened_at)],
        ignore_conflicts=True,
    )
    return Call.objects.locked().get(reference=event.call)


def recognised(caller: str) -> tuple[str, str, Account | None]:
    """The number as it is kept, its hash, and the customer it belongs to. A fixed line is kept as it came."""
    try:
        number = mobile_number(caller)
    except NotAMobileNumber:
        return caller[:24], keyed_hash(caller[:24]), None
    found = keyed_hash(number)
    return number, found, Account.objects.filter(mobile_hash=found, disabled_at=None).first()


def standing(call: Call) -> CallState:
    """Where a call stands, by what is known of it."""
    if call.ended_at is not None:
        return CallState.ENDED if call.answered_at is not None else CallState.ABANDONED
    return CallState.TALKING if call.answered_at is not None else CallState.WAITING


def own_call(call_id: UUID, *, by: Actor) -> Call:
    """The call this agent accepted, held. Raises ``NotFound`` and ``NotYourCall``."""
    call = Call.objects.locked().filter(pk=call_id).first()
    if call is None:
        raise NotFound
    if call.agent_id != by.account_id:
        raise NotYourCall
    return call


def ask_back_missed(call: Call, *, at: datetime) -> CallBack | None:
    """Put a caller whom nobody answered on the list, unless they stand there, or have been answered since."""
    if not call.caller:
        return None
    since = Call.objects.filter(caller_hash=call.caller_hash, arrived_at__gte=call.arrived_at)
    if since.exclude(pk=call.pk).exclude(answered_at=None).exists():
        return None
    return enlist(
        CallBack(reason=CallBackReason.MISSED, number=call.caller, customer=call.customer, call=call),
        not_before=at,
        by=SYSTEM,
        at=at,
    )


def forget_missed(call: Call, *, at: datetime) -> None:
    """Somebody has answered this number: nobody need call it back for having been missed."""
    missed = CallBack.objects.filter(number_hash=call.caller_hash, reason=CallBackReason.MISSED)
    missed.filter(ended_at=None, state=CallBackState.OPEN).update(state=CallBackState.REACHED, ended_at=at)


def _wants_more(standing_there: CallBack, matter: str, *, by: Actor, at: datetime) -> CallBack:
    if matter and matter not in standing_there.matter:
        standing_there.matter = "；".join(filter(None, (standing_there.matter, matter)))[:200]
        standing_there.save(update_fields=["matter"])
        fact = CallBackAsked(number=masked(str(standing_there.number)), reason=standing_there.reason)
        trail.record(fact, on=standing_there, thread=standing_there.call, by=by, at=at)
    return standing_there


def enlist(wanted: CallBack, *, not_before: datetime, by: Actor, at: datetime) -> CallBack:
    """Put somebody on the list of call-backs, once; what they say now is added to what they wanted."""
    wanted.number_hash = keyed_hash(str(wanted.number))
    wanted.asked_at, wanted.not_before = at, not_before
    wanted.due_at = not_before + timedelta(minutes=norm("call_back.minutes", on=at))
    standing_there = CallBack.objects.locked().filter(number_hash=wanted.number_hash, ended_at=None).first()
    if standing_there is not None:
        return _wants_more(standing_there, wanted.matter, by=by, at=at)
    CallBack.objects.bulk_create([wanted], ignore_conflicts=True)
    kept = CallBack.objects.get(number_hash=wanted.number_hash, ended_at=None)
    if kept.id == wanted.id:
        fact = CallBackAsked(number=masked(str(wanted.number)), reason=wanted.reason)
        trail.record(fact, on=kept, thread=wanted.call, by=by, at=at)
    return kept
