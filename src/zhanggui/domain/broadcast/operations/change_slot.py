"""Changing a slot while it is being planned."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from zhanggui.domain.broadcast.capabilities import PLAN_SLOTS
from zhanggui.domain.broadcast.facts import SlotChanged
from zhanggui.domain.broadcast.holding import held_slot, refuse_impossible
from zhanggui.domain.broadcast.models import Slot
from zhanggui.domain.broadcast.states import SLOT
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.schema.violations import refusing


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotChange:
    """When a slot is, who hosts it, and what is said."""

    starts_at: datetime
    ends_at: datetime
    host: str
    script: str


@transaction.atomic
def change_slot(*, slot_id: UUID, change: SlotChange, by: Actor, at: datetime) -> Slot:
    """Move a slot, or rewrite its script. Once submitted it must be sent back first (``WrongState``)."""
    by.require(PLAN_SLOTS)
    slot = held_slot(slot_id)
    SLOT.after(slot.state, "change")
    refuse_impossible(change.starts_at, change.ends_at, at)

    slot.period = DateTimeTZRange(change.starts_at, change.ends_at)
    slot.host, slot.script = change.host[:60], change.script
    with refusing(), transaction.atomic():
        slot.save(update_fields=["period", "host", "script"])

    fact = SlotChanged(
        number=slot.number, starts_at=change.starts_at.isoformat(), ends_at=change.ends_at.isoformat()
    )
    trail.record(fact, on=slot, by=by, at=at)
    return slot
