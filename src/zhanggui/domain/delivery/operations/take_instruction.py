"""A carrier says that it will do as it was told."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.capabilities import TRACK
from zhanggui.domain.delivery.facts import InstructionTaken
from zhanggui.domain.delivery.models import Instruction
from zhanggui.domain.delivery.reach import telling_carrier
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def take_instruction(*, instruction_id: UUID, by: Actor, at: datetime) -> Instruction:
    """Taken once; taken again changes nothing. ``NotFound`` for another carrier's."""
    by.require(TRACK)
    found = Instruction.objects.locked().select_related("shipment").filter(pk=instruction_id).first()
    if found is None or found.shipment.carrier_id is None:
        raise NotFound
    telling_carrier(found.shipment.carrier_id, by)
    if found.taken_at is not None:
        return found
    found.taken_at, found.taken_by_id = at, by.account_id
    found.save(update_fields=["taken_at", "taken_by"])
    fact = InstructionTaken(number=found.shipment.number, errand=found.errand)
    order = trail.Subject("sales.order", found.shipment.order_id)
    trail.record(fact, on=found, by=by, at=at, thread=order)
    return found
