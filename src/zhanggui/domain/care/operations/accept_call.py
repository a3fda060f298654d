"""Accepting a waiting call at a desk."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.care.calling import forget_missed, standing
from zhanggui.domain.care.capabilities import TAKE_CALLS
from zhanggui.domain.care.facts import CallAccepted
from zhanggui.domain.care.models import Call
from zhanggui.domain.care.refusals import CallGone, CallTaken
from zhanggui.identity.actor import Actor
from zhanggui.identity.mobile import masked
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def accept_call(*, call_id: UUID, by: Actor, at: datetime) -> Call:
    """Take the call: the first who presses the key has it. Pressed twice, it is taken once.

    Raises ``NotFound``, ``CallGone`` and ``CallTaken``.
    """
    by.require(TAKE_CALLS)
    call = Call.objects.locked().select_related("agent__person").filter(pk=call_id).first()
    if call is None:
        raise NotFound
    if call.agent_id == by.account_id and call.ended_at is None:
        return call
    if call.ended_at is not None:
        raise CallGone
    if call.agent is not None:
        raise CallTaken(agent=call.agent.person.name if call.agent.person else call.agent.username)

    call.agent_id = by.account_id
    call.answered_at = call.answered_at or max(at, call.arrived_at)
    call.state = standing(call)
    call.save(update_fields=["agent", "answered_at", "state"])
    forget_missed(call, at=at)
    trail.record(CallAccepted(caller=masked(call.caller or "")), on=call, by=by, at=at)
    return call
