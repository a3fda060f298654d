"""Moving a slot along the timeline: earlier, later, longer, shorter, or to another channel."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from zhanggui.domain.broadcast.capabilities import PLAN_SLOTS
from zhanggui.domain.broadcast.facts import SlotChanged
from zhanggui.domain.broadcast.gate import ask
from zhanggui.domain.broadcast.holding import held_slot, refuse_impossible
from zhanggui.domain.broadcast.models import Channel, Slot
from zhanggui.domain.broadcast.states import SLOT
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.schema.violations import refusing


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a slot is put: from when until when, and on which channel (its own, if none is named)."""

    starts_at: datetime
    ends_at: datetime
    channel_id: UUID | None = None


@transaction.atomic
def move_slot(*, slot_id: UUID, to: Place, by: Actor, at: datetime) -> Slot:
    """Put a planned slot somewhere else; the gate is asked anew.

    Raises ``SlotsOverlap`` (the database sees to it), ``SlotInThePast``, ``WrongState``, ``NotFound``.
    """
    by.require(PLAN_SLOTS)
    slot = held_slot(slot_id)
    SLOT.after(slot.state, "change")
    refuse_impossible(to.starts_at, to.ends_at, at)
    if to.channel_id not in (None, slot.channel_id):
        channel = Channel.objects.filter(pk=to.channel_id, closed_at=None).first()
        if channel is None:
            raise NotFound
        slot.channel = channel

    slot.period = DateTimeTZRange(to.starts_at, to.ends_at)
    with refusing(), transaction.atomic():
        slot.save(update_fields=["period", "channel"])
    ask(slot, at=at)

    fact = SlotChanged(number=slot.number, starts_at=to.starts_at.isoformat(), ends_at=to.ends_at.isoformat())
    trail.record(fact, on=slot, by=by, at=at)
    return slot
