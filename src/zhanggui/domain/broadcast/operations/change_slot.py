"""Changing a slot while it is being planned."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.broadcast.capabilities import PLAN_SLOTS
from zhanggui.domain.broadcast.facts import SlotChanged
from zhanggui.domain.broadcast.gate import ask
from zhanggui.domain.broadcast.holding import held_slot, refuse_impossible
from zhanggui.domain.broadcast.models import Slot
from zhanggui.domain.broadcast.states import SLOT
from zhanggui.domain.broadcast.terms import TERMS, SlotTerms, write_terms
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.schema.violations import refusing


@transaction.atomic
def change_slot(*, slot_id: UUID, change: SlotTerms, by: Actor, at: datetime) -> Slot:
    """Give a slot other terms, and ask the gate anew. A submitted one must come back first."""
    by.require(PLAN_SLOTS)
    slot = held_slot(slot_id)
    SLOT.after(slot.state, "change")
    refuse_impossible(change.starts_at, change.ends_at, at)

    write_terms(slot, change)
    with refusing(), transaction.atomic():
        slot.save(update_fields=TERMS)
    ask(slot, at=at)

    fact = SlotChanged(
        number=slot.number, starts_at=change.starts_at.isoformat(), ends_at=change.ends_at.isoformat()
    )
    trail.record(fact, on=slot, by=by, at=at)
    return slot
