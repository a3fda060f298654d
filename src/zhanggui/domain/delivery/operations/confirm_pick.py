"""Confirming that everything on a pick list was taken from the shelves."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from zhanggui.domain.delivery.capabilities import PICK
from zhanggui.domain.delivery.facts import Picked
from zhanggui.domain.delivery.models import Allocation, AllocationLine, PickList
from zhanggui.domain.delivery.refusals import ListTaken, PickIncomplete
from zhanggui.domain.delivery.states import AllocationState, after
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.schema.compiled import Compiled, Given, is_any_of
from zhanggui.schema.pipeline import pipelined
from zhanggui.schema.rows import update, update_alike

_HELD = Compiled(lambda: PickList.objects.locked().filter(pk=Given("pick_list")))
_PARTS = Compiled(
    lambda: Allocation.objects.locked().filter(pick_list=Given("pick_list"), state=AllocationState.PICKING)
)
_WANTED: Compiled[tuple[UUID, int]] = Compiled(
    lambda: (
        AllocationLine.objects.filter(is_any_of("allocation", "parts"))
        .order_by()
        .values_list("sku_id")
        .annotate(pieces=Sum("quantity"))
    )
)


@transaction.atomic
def confirm_pick(*, pick_list_id: UUID, picked: Mapping[UUID, int], by: Actor, at: datetime) -> PickList:
    """``picked``: pieces by SKU, as counted into the trolley. Raises ``PickIncomplete`` if they differ.

    A list whose every order was given back on the way is finished without any. Raises ``ListTaken`` for one
    that is finished.
    """
    by.require(PICK)
    pick_list = _HELD.first(pick_list=pick_list_id)
    if pick_list is None:
        raise NotFound
    if pick_list.finished_at is not None:
        raise ListTaken
    parts = _PARTS.all(pick_list=pick_list_id)
    wanted = dict(_WANTED.all(parts=[part.pk for part in parts]))
    missing = sum(abs(wanted.get(sku, 0) - picked.get(sku, 0)) for sku in {*wanted, *picked})
    if missing:
        raise PickIncomplete(missing=missing)

    for part in parts:
        part.state = after(AllocationState.PICKING, "confirm_pick")
    pick_list.finished_at = at
    fact = Picked(number=pick_list.number, pieces=sum(wanted.values()))
    with pipelined():
        if parts:
            update_alike(parts, "state")
        update(pick_list, "finished_at")
        trail.record(fact, on=pick_list, by=by, at=at)
    return pick_list
