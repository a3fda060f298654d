"""Starting a pick list."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.capabilities import PICK
from zhanggui.domain.delivery.facts import PickingStarted
from zhanggui.domain.delivery.models import Allocation, PickList
from zhanggui.domain.delivery.numbers import next_number
from zhanggui.domain.delivery.refusals import NothingToPick
from zhanggui.domain.delivery.states import AllocationState, after
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.schema.pipeline import pipelined


@transaction.atomic
def start_picking(
    *, warehouse_id: UUID, allocation_ids: Collection[UUID], by: Actor, at: datetime
) -> PickList:
    """Take these parts of orders on one list. Those that somebody else has taken meanwhile are left out.

    Raises ``NothingToPick`` if none is left.
    """
    by.require(PICK)
    waiting = list(
        Allocation.objects.locked().filter(
            pk__in=allocation_ids, warehouse_id=warehouse_id, state=AllocationState.ALLOCATED, pick_list=None
        )
    )
    if not waiting:
        raise NothingToPick
    state = after(AllocationState.ALLOCATED, "start_picking")
    pick_list = PickList(
        number=next_number("K", at), warehouse_id=warehouse_id, picker_id=by.account_id, started_at=at
    )
    fact = PickingStarted(number=pick_list.number, orders=len(waiting))
    with pipelined():
        pick_list.save(force_insert=True)
        Allocation.objects.filter(pk__in=[one.pk for one in waiting]).update(state=state, pick_list=pick_list)
        trail.record(fact, on=pick_list, by=by, at=at)
    return pick_list
