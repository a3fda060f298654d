"""Planning a re-run: what was aired is shown again, with a review of its own (TV-09)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.broadcast.capabilities import PLAN_SLOTS
from zhanggui.domain.broadcast.facts import RerunPlanned
from zhanggui.domain.broadcast.holding import held_slot
from zhanggui.domain.broadcast.models import Slot
from zhanggui.domain.broadcast.operations._copying import copy_to
from zhanggui.domain.broadcast.refusals import NotAiredYet
from zhanggui.domain.broadcast.states import SlotState
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def plan_rerun(*, slot_id: UUID, starts_at: datetime, by: Actor, at: datetime) -> Slot:
    """Plan a slot that shows an aired one again. The gate asks for prices and stock of its own time.

    Raises ``NotAiredYet``, ``SlotsOverlap``, ``SlotInThePast``, ``NoItemNumberLeft``, ``BannedOnAir``.
    """
    by.require(PLAN_SLOTS)
    slot = held_slot(slot_id)
    if slot.state != SlotState.ENDED or slot.started_at is None:
        raise NotAiredYet
    made = copy_to(slot, starts_at, by=by, at=at, rerun=True)
    trail.record(RerunPlanned(number=made.number, aired=slot.number), on=made, by=by, at=at, thread=slot)
    return made
