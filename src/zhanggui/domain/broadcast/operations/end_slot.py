"""Ending a slot: what was not sold goes back to sale, and its item numbers are free again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.broadcast.archive import archive
from zhanggui.domain.broadcast.capabilities import RUN_SLOTS
from zhanggui.domain.broadcast.facts import SlotEnded
from zhanggui.domain.broadcast.holding import held_slot, release_goods
from zhanggui.domain.broadcast.models import Slot
from zhanggui.domain.broadcast.states import SLOT
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def end_slot(*, slot_id: UUID, by: Actor, at: datetime, reason: str = "") -> Slot:
    """Take a slot off air. Orders that are reserved but unpaid keep their pieces; what comes back of them
    is swept up later (``return_leftovers``). What was aired is archived."""
    by.require(RUN_SLOTS)
    slot = held_slot(slot_id)
    slot.state = SLOT.after(slot.state, "end")
    slot.ended_at, slot.end_reason = at, reason[:200]
    slot.save(update_fields=["state", "ended_at", "end_reason"])
    returned = release_goods(slot, by=by, at=at)
    archive(slot, at=at)

    trail.record(SlotEnded(number=slot.number, returned=returned), on=slot, by=by, at=at, reason=reason)
    return slot
