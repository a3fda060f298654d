"""Returning a slot to planning: the reviewer found something."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.broadcast.capabilities import REVIEW_PROGRAMMES
from zhanggui.domain.broadcast.facts import SlotReturned
from zhanggui.domain.broadcast.holding import held_slot
from zhanggui.domain.broadcast.models import Slot, SlotPlan
from zhanggui.domain.broadcast.states import SLOT
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def return_slot(*, plan_id: UUID, by: Actor, at: datetime) -> Slot:
    """Send the slot back to be put right; the review holds the reasons, item by item."""
    by.require(REVIEW_PROGRAMMES)
    slot = held_slot(SlotPlan.objects.get(pk=plan_id).slot_id)
    slot.state = SLOT.after(slot.state, "return")
    slot.save(update_fields=["state"])

    trail.record(SlotReturned(number=slot.number), on=slot, by=by, at=at)
    return slot
