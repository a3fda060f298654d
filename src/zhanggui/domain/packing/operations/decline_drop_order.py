"""A supplier cannot send a part of an order: its pieces are not there, and the order gets others."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.operations.replace_part import Replaced, Unfit, replace_part
from zhanggui.domain.delivery.parcels import pieces_of, taken_from
from zhanggui.domain.delivery.states import ShortWhy
from zhanggui.domain.packing.dropping import asked
from zhanggui.domain.packing.facts import DropDeclined
from zhanggui.domain.packing.models import DropOrder
from zhanggui.domain.packing.refusals import DeclineReasonMissing
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def decline_drop_order(*, allocation_id: UUID, reason: str, by: Actor, at: datetime) -> Replaced:
    """What it told of and has not is no longer for sale. Answers what the order gets instead.

    Raises ``DeclineReasonMissing``, ``AllocationNotReady`` once it left.
    """
    found = asked(allocation_id, by)
    if not reason.strip():
        raise DeclineReasonMissing
    drop, _ = DropOrder.objects.get_or_create(allocation=found.part)
    drop.answered_by_id, drop.declined_at, drop.decline_reason = by.account_id, at, reason.strip()[:200]
    drop.save(update_fields=["answered_by", "declined_at", "decline_reason"])
    order = found.part.order
    trail.record(DropDeclined(order=order.number), on=drop, by=by, at=at, thread=order, reason=reason)
    unfit = {
        shelf: pieces for sku in pieces_of(allocation_id) for shelf, pieces in taken_from(allocation_id, sku)
    }
    declined = Unfit(unfit, ShortWhy.DECLINED, reason)
    return replace_part(allocation_id=allocation_id, unfit=declined, by=found.keeper, at=at)
