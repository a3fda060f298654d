"""Taking a note of a call."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.care.calling import own_call
from zhanggui.domain.care.capabilities import TAKE_CALLS
from zhanggui.domain.care.facts import CallNoted
from zhanggui.domain.care.models import Call
from zhanggui.identity.actor import Actor
from zhanggui.identity.mobile import masked
from zhanggui.mechanisms import trail


@transaction.atomic
def note_call(*, call_id: UUID, text: str, by: Actor, at: datetime) -> Call:
    """Keep what the agent writes about their call; a later note takes the place of an earlier one, which the
    row history keeps. Raises ``NotFound`` and ``NotYourCall``."""
    by.require(TAKE_CALLS)
    call = own_call(call_id, by=by)
    call.note = text.strip()[:2000]
    call.save(update_fields=["note"])
    trail.record(CallNoted(caller=masked(call.caller or "")), on=call, by=by, at=at)
    return call
