"""Changing a slot while it is being planned."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from zhanggui.domain.broadcast.capabilities import PLAN_SLOTS
from zhanggui.domain.broadcast.facts import SlotChanged
from zhanggui.domain.broadcast.holding import held_slot
from zhanggui.domain.broadcast.models import Slot
from zhanggui.domain.broadcast.operations.plan_slot import refuse_impossible
from zhanggui.domain.broadcast.states import SLOT
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.schema.violations import refusing


@transaction.atomic
def change_slot(
    *,
    slot_id: UUID,
    starts_at: datetime,
    ends_at: datetime,
    host: str,
    script: str,
    by: Actor,
    at: datetime,
) -> Slot:
    """Move a slot, or rewrite its script. Once submitted it must be sent back first (``WrongState``)."""
    by.require(PLAN_SLOTS)
    slot = held_slot(slot_id)
    SLOT.after(slot.state, "change")
    refuse_impossible(starts_at, ends_at, at)

    slot.period, slot.host, slot.script = DateTimeTZRange(starts_at, ends_at), host[:60], script
    with refusing(), transaction.atomic():
        slot.save(update_fields=["period", "host", "script"])

    fact = SlotChanged(number=slot.number, starts_at=starts_at.isoformat(), ends_at=ends_at.isoformat())
    trail.record(fact, on=slot, by=by, at=at)
    return slot
