"""Taking in what the telephone system tells about a call: in any order, and as often as it likes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from zhanggui.domain.care.calling import ask_back_missed, call_locked, forget_missed, recognised, standing
from zhanggui.domain.care.capabilities import TELL_CALLS
from zhanggui.domain.care.facts import CallTold
from zhanggui.domain.care.models import Call, CallEvent
from zhanggui.domain.care.states import CallEventKind, CallState
from zhanggui.identity.actor import Actor
from zhanggui.identity.mobile import masked
from zhanggui.identity.models import Account
from zhanggui.kernel.refusal import Malformed
from zhanggui.mechanisms import trail

AHEAD = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldEvent:
    """One event: its own name, the call's, what happened when, and what goes with it.

    ``agent`` is the sign-in name of who answered; ``recording`` says where the recording is kept.
    """

    name: str
    call: str
    kind: CallEventKind
    happened_at: datetime
    caller: str = ""
    line: str = ""
    agent: str = ""
    recording: str = ""


@transaction.atomic
def receive_call_event(*, event: ToldEvent, by: Actor, at: datetime) -> Call:
    """Believe an event. A call's state follows from all that was told, so that the order does not matter.

    Raises ``Malformed`` for a time in the future. A call that ended unanswered is put on the list of
    call-backs, once for each number.
    """
    by.require(TELL_CALLS)
    if event.happened_at > at + AHEAD:
        raise Malformed(field="happened_at", problem="it lies in the future")
    known = CallEvent.objects.select_related("call").filter(name=event.name).first()
    if known is not None:
        return known.call
    call = call_locked(event)
    if not _kept(call, event, at):
        return call

    before = call.state
    _take_in(call, event)
    call.state = standing(call)
    call.save()
    if call.state == CallState.ABANDONED != before:
        ask_back_missed(call, at=at)
    elif call.answered_at is not None:
        forget_missed(call, at=at)
    fact = CallTold(kind=event.kind, caller=masked(call.caller or ""))
    trail.record(fact, on=call, by=by, at=at)
    return call


def _kept(call: Call, event: ToldEvent, at: datetime) -> bool:
    """Keep the event; ``False`` if it was told at this very moment elsewhere."""
    try:
        with transaction.atomic():
            CallEvent.objects.create(
                call=call, name=event.name, kind=event.kind, happened_at=event.happened_at, heard_at=at
            )
    except IntegrityError:
        return False
    return True


def _take_in(call: Call, event: ToldEvent) -> None:
    """What this event adds to what is known. An answer is the first one, an end the last one."""
    moment = event.happened_at
    call.arrived_at = min(call.arrived_at, moment)
    if event.caller and not call.caller:
        call.caller, call.caller_hash, call.customer = recognised(event.caller)
    call.line = call.line or event.line[:24]
    if event.kind is CallEventKind.ANSWERED:
        call.answered_at = min(call.answered_at or moment, moment)
        call.agent_id = call.agent_id or _agent(event.agent)
    elif event.kind is CallEventKind.ENDED:
        call.ended_at = max(call.ended_at or moment, moment)
    elif event.kind is CallEventKind.RECORDED:
        call.recording = event.recording[:200]


def _agent(username: str) -> UUID | None:
    """Who answered, if the telephone system knows them by the name they sign in with."""
    if not username:
        return None
    return Account.objects.filter(username=username[:64]).values_list("id", flat=True).first()
