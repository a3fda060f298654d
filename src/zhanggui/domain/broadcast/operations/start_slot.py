"""Going on air: the gate is asked once more, with the prices, documents and stops of this very moment."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from zhanggui.domain.broadcast import rules
from zhanggui.domain.broadcast.capabilities import RUN_SLOTS
from zhanggui.domain.broadcast.facts import SlotStarted
from zhanggui.domain.broadcast.gate import refuse_closed
from zhanggui.domain.broadcast.holding import held_slot
from zhanggui.domain.broadcast.models import Slot
from zhanggui.domain.broadcast.refusals import TooEarly, TooLate
from zhanggui.domain.broadcast.states import SLOT
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import trail


@transaction.atomic
def start_slot(*, slot_id: UUID, by: Actor, at: datetime) -> Slot:
    """Put a ready slot on air. Raises ``GateClosed``, ``TooEarly``, ``TooLate``, ``WrongState``."""
    by.require(RUN_SLOTS)
    slot = held_slot(slot_id)
    state = SLOT.after(slot.state, "start")
    if at < slot.period.lower - timedelta(minutes=rules.EARLY_MINUTES):
        begins = f"{slot.period.lower.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
        raise TooEarly(begins=begins, minutes=rules.EARLY_MINUTES)
    if at >= slot.period.upper:
        raise TooLate
    refuse_closed(slot, at=at)

    slot.state, slot.started_at = state, at
    slot.save(update_fields=["state", "started_at"])

    fact = SlotStarted(number=slot.number, planned_at=slot.period.lower.isoformat())
    trail.record(fact, on=slot, by=by, at=at)
    return slot
