"""Planning a wave: many orders, divided among walks that pass the same shelves."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Min

from zhanggui.domain.delivery.capabilities import PLAN_WAVE
from zhanggui.domain.delivery.facts import WavePlanned
from zhanggui.domain.delivery.models import Allocation, PickList, Wave
from zhanggui.domain.delivery.numbers import next_number
from zhanggui.domain.delivery.refusals import NothingForAWave
from zhanggui.domain.delivery.states import AllocationState
from zhanggui.domain.inventory.reach import standing_warehouse
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail

ORDERS_A_WALK = 20


@transaction.atomic
def plan_wave(
    *, warehouse_id: UUID, orders_most: int, by: Actor, at: datetime, orders_a_walk: int = ORDERS_A_WALK
) -> Wave:
    """Put the most urgent waiting orders on lists; orders whose goods lie near each other share a walk.

    Raises ``NothingForAWave``.
    """
    by.require(PLAN_WAVE)
    warehouse = standing_warehouse(warehouse_id)
    waiting = Allocation.objects.locked().filter(
        warehouse_id=warehouse_id, state=AllocationState.ALLOCATED, pick_list=None
    )
    held = {one.pk for one in waiting}
    if not held:
        raise NothingForAWave
    urgent = Allocation.objects.filter(pk__in=held).annotate(first=Min("lines__shelf__location__walk"))
    rows = urgent.order_by("order__promised_on", "allocated_at").values_list("pk", "first")[:orders_most]
    chosen = [pk for pk, _ in sorted(rows, key=lambda row: (row[1] or 0, row[0]))]

    wave = Wave.objects.create(
        number=next_number("W", at), warehouse=warehouse, planned_by_id=by.account_id, planned_at=at
    )
    walks = [chosen[start : start + orders_a_walk] for start in range(0, len(chosen), orders_a_walk)]
    lists = PickList.objects.bulk_create(
        PickList(number=next_number("K", at), warehouse=warehouse, wave=wave) for _ in walks
    )
    for pick_list, walk in zip(lists, walks, strict=True):
        Allocation.objects.filter(pk__in=walk).update(pick_list=pick_list)
    fact = WavePlanned(number=wave.number, orders=len(chosen), lists=len(lists))
    trail.record(fact, on=wave, by=by, at=at)
    return wave
