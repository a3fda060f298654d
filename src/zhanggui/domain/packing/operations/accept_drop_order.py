"""A supplier accepts to send a part of an order."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.operations.start_picking import start_picking
from zhanggui.domain.packing.dropping import asked
from zhanggui.domain.packing.facts import DropAccepted
from zhanggui.domain.packing.models import DropOrder
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def accept_drop_order(*, allocation_id: UUID, by: Actor, at: datetime) -> DropOrder:
    """From now on its pieces are being picked. Again it changes nothing. Raises ``AllocationNotReady``."""
    found = asked(allocation_id, by)
    drop, _ = DropOrder.objects.get_or_create(allocation=found.part)
    if drop.accepted_at is not None:
        return drop
    start_picking(
        warehouse_id=found.part.warehouse_id, allocation_ids=[allocation_id], by=found.keeper, at=at
    )
    drop.answered_by_id, drop.accepted_at = by.account_id, at
    drop.save(update_fields=["answered_by", "accepted_at"])
    order = found.part.order
    trail.record(DropAccepted(order=order.number), on=drop, by=by, at=at, thread=order)
    return drop
