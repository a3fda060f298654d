"""Copying a slot to another time."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.broadcast.capabilities import PLAN_SLOTS
from zhanggui.domain.broadcast.facts import SlotCopied
from zhanggui.domain.broadcast.holding import held_slot
from zhanggui.domain.broadcast.models import Slot
from zhanggui.domain.broadcast.operations._copying import copy_to
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def copy_slot(*, slot_id: UUID, starts_at: datetime, by: Actor, at: datetime) -> Slot:
    """Plan the same again, with the same goods. Nothing of the review is copied.

    Raises ``SlotsOverlap``, ``SlotInThePast``, ``NoItemNumberLeft``, ``BannedOnAir``.
    """
    by.require(PLAN_SLOTS)
    slot = held_slot(slot_id)
    made = copy_to(slot, starts_at, by=by, at=at)
    trail.record(SlotCopied(number=made.number, copied=slot.number), on=made, by=by, at=at, thread=slot)
    return made
