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
from zhanggui.schema.compiled import Compiled, Given, is_any_of
from zhanggui.schema.pipeline import pipelined
from zhanggui.schema.rows import insert, update_alike

_WAITING = Compiled(
    lambda: Allocation.objects.locked().filter(
        is_any_of("pk", "allocations"),
        warehouse=Given("warehouse"),
        state=AllocationState.ALLOCATED,
        pick_list=None,
    )
)


@transaction.atomic
def start_picking(
    *, warehouse_id: UUID, allocation_ids: Collection[UUID], by: Actor, at: datetime
) -> PickList:
    """Take these parts of orders on one list. Those that somebody else has taken meanwhile are left out.

    Raises ``NothingToPick`` if none is left.
    """
    by.require(PICK)
    waiting = _WAITING.all(warehouse=warehouse_id, allocations=list(allocation_ids))
    if not waiting:
        raise NothingToPick
    state = after(AllocationState.ALLOCATED, "start_picking")
    pick_list = PickList(
        number=next_number("K", at), warehouse_id=warehouse_id, picker_id=by.account_id, started_at=at
    )
    for one in waiting:
        one.state, one.pick_list = state, pick_list
    fact = PickingStarted(number=pick_list.number, orders=len(waiting))
    with pipelined():
        insert(pick_list)
        update_alike(waiting, "state", "pick_list")
        trail.record(fact, on=pick_list, by=by, at=at)
    return pick_list
