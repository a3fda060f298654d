"""Ending one's call at the desk."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.care.calling import own_call, standing
from zhanggui.domain.care.capabilities import TAKE_CALLS
from zhanggui.domain.care.facts import CallHungUp
from zhanggui.domain.care.models import Call
from zhanggui.identity.actor import Actor
from zhanggui.identity.mobile import masked
from zhanggui.mechanisms import trail


@transaction.atomic
def hang_up(*, call_id: UUID, by: Actor, at: datetime) -> Call:
    """End the call; one that has ended stays as it is. The telephone's own end, told later, counts if it is
    later. Raises ``NotFound`` and ``NotYourCall``."""
    by.require(TAKE_CALLS)
    call = own_call(call_id, by=by)
    if call.ended_at is not None:
        return call
    call.ended_at = max(at, call.arrived_at)
    call.state = standing(call)
    call.save(update_fields=["ended_at", "state"])
    trail.record(CallHungUp(caller=masked(call.caller or "")), on=call, by=by, at=at)
    return call
