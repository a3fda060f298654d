"""Withdrawing material from what is on air, because it may not be shown any more."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.broadcast.capabilities import RUN_SLOTS
from zhanggui.domain.broadcast.facts import MaterialWithdrawn
from zhanggui.domain.broadcast.models import Slot
from zhanggui.domain.broadcast.operations.end_slot import end_slot
from zhanggui.domain.broadcast.shown import on_air_with, scripted_by
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def withdraw_material(*, asset_id: UUID, number: str, by: Actor, at: datetime) -> list[Slot]:
    """Take an advertisement out of every slot on air; a short that speaks its words ends (B-5.1.4).

    Slots that are still to come are caught by their gate. A job does this when an advertisement is taken
    down or ends.
    """
    by.require(RUN_SLOTS)
    shorts = scripted_by(asset_id)
    slots = list(Slot.objects.locked().filter(pk__in=on_air_with(asset_id).values("pk")))
    for slot in slots:
        slot.materials = [one for one in slot.materials if one != asset_id]
        slot.save(update_fields=["materials"])
        trail.record(MaterialWithdrawn(number=slot.number, asset=number), on=slot, by=by, at=at)
    for short in shorts:
        end_slot(slot_id=short.pk, reason=number, by=by, at=at)
    return [*slots, *shorts]
