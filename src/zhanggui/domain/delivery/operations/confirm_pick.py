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
from zhanggui.schema.pipeline import pipelined


@transaction.atomic
def confirm_pick(*, pick_list_id: UUID, picked: Mapping[UUID, int], by: Actor, at: datetime) -> PickList:
    """``picked``: pieces by SKU, as counted into the trolley. Raises ``PickIncomplete`` if they differ.

    A list whose every order was given back on the way is finished without any. Raises ``ListTaken`` for one
    that is finished.
    """
    by.require(PICK)
    pick_list = PickList.objects.locked().filter(pk=pick_list_id).first()
    if pick_list is None:
        raise NotFound
    if pick_list.finished_at is not None:
        raise ListTaken
    parts = list(Allocation.objects.locked().filter(pick_list=pick_list, state=AllocationState.PICKING))
    wanted = _wanted(parts)
    missing = sum(abs(wanted.get(sku, 0) - picked.get(sku, 0)) for sku in {*wanted, *picked})
    if missing:
        raise PickIncomplete(missing=missing)

    state = after(AllocationState.PICKING, "confirm_pick")
    pick_list.finished_at = at
    fact = Picked(number=pick_list.number, pieces=sum(wanted.values()))
    with pipelined():
        Allocation.objects.filter(pk__in=[part.pk for part in parts]).update(state=state)
        PickList.objects.filter(pk=pick_list.pk).update(finished_at=at)
        trail.record(fact, on=pick_list, by=by, at=at)
    return pick_list


def _wanted(parts: list[Allocation]) -> dict[UUID, int]:
    lines = AllocationLine.objects.filter(allocation__in=parts)
    return dict(lines.values_list("sku_id").annotate(pieces=Sum("quantity")).order_by())
