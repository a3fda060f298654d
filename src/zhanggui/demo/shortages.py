"""A picker does not find everything: another place, another warehouse, or a customer who is told."""

from collections import Counter
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from zhanggui.demo.cast import customers, staff
from zhanggui.demo.trade import Basket, buy
from zhanggui.domain.catalog.models import Sku
from zhanggui.domain.delivery import walking
from zhanggui.domain.delivery.models import Allocation, PickList
from zhanggui.domain.delivery.operations.allocate_batch import allocate_batch
from zhanggui.domain.delivery.operations.count_dispatch import count_dispatch
from zhanggui.domain.delivery.operations.foresee_unsent import foresee_unsent
from zhanggui.domain.delivery.operations.report_pick_failure import report_pick_failure
from zhanggui.domain.delivery.operations.start_picking import start_picking
from zhanggui.domain.delivery.states import AllocationState
from zhanggui.domain.inventory.models import Warehouse
from zhanggui.domain.inventory.operations import hold_stock
from zhanggui.domain.inventory.queries import sellable
from zhanggui.domain.inventory.shelving import first_expiring
from zhanggui.identity.actor import SYSTEM
from zhanggui.journeys.refund_shortage import look_after_shortages
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI


def a_shelf_is_found_empty() -> None:
    """On a walk of this morning a piece is missing and one is damaged; whoever is short of it is told."""
    keeper, at = staff("warehouse"), clock.now() - timedelta(minutes=40)
    walk = _walk(at)
    if walk is not None:
        for what, stop in zip(("missing", "damaged"), walking.stops(walk.pk), strict=False):
            if stop.shelf_id is not None and stop.scanned < stop.wanted:
                report_pick_failure(
                    pick_list_id=walk.pk, shelf_id=stop.shelf_id, what=what, pieces=1, by=keeper, at=at
                )
    look_after_shortages(by=SYSTEM, at=at + timedelta(minutes=1))
    count_dispatch(by=SYSTEM, at=clock.now())
    foresee_unsent(by=SYSTEM, at=clock.now())


def somebody_waits_for_a_piece() -> None:
    """A lot is under suspicion, so that a damaged piece has no other: its customer is told, and waits."""
    at = clock.now() - timedelta(minutes=30)
    sku_id, shelves = _unsold()
    order = buy([Basket(sku_id, 2)], customers()[1], at, "demo-waits-for-a-piece", Random(5))
    assert order is not None
    allocate_batch(order_ids=[order.pk], by=SYSTEM, at=at + timedelta(minutes=4))
    for shelf in first_expiring(shelves, [sku_id], at.astimezone(SHANGHAI).date()):
        hold_stock(
            warehouse_id=shelf.shelf.warehouse_id,
            sku_id=sku_id,
            quantity=shelf.free,
            reason="同批次外壳有裂纹的反馈，全部暂停销售，等待复检",
            by=staff("inspector"),
            at=at + timedelta(minutes=6),
        )
    part, keeper = Allocation.objects.get(order=order, released_at=None), staff("warehouse")
    walk = start_picking(
        warehouse_id=part.warehouse_id, allocation_ids=[part.pk], by=keeper, at=at + timedelta(minutes=8)
    )
    stop = next(one for one in walking.stops(walk.pk) if one.sku_id == sku_id)
    assert stop.shelf_id is not None
    report_pick_failure(
        pick_list_id=walk.pk,
        shelf_id=stop.shelf_id,
        what="damaged",
        pieces=1,
        by=keeper,
        at=at + timedelta(minutes=12),
    )
    look_after_shortages(by=SYSTEM, at=at + timedelta(minutes=13))


def _unsold() -> tuple[UUID, list[UUID]]:
    """The last article that lies in our own houses only and has no buyer: holding it stops no order."""
    ours = list(Warehouse.objects.filter(closed_at=None, operator=None).values_list("pk", flat=True))
    theirs = list(Warehouse.objects.exclude(operator=None).values_list("pk", flat=True))
    skus = list(
        Sku.objects.filter(released_at__isnull=False, retired_at=None)
        .order_by("-code")
        .values_list("pk", flat=True)
    )
    today = clock.now().astimezone(SHANGHAI).date()
    elsewhere = {one.shelf.sku_id for one in first_expiring(theirs, skus, today)}
    free: Counter[UUID] = Counter()
    for one in first_expiring(ours, skus, today):
        free[one.shelf.sku_id] += one.free
    unsold = sellable(skus)
    return next(sku for sku in skus if sku not in elsewhere and free[sku] == unsold.get(sku, 0) > 2), ours


def _walk(at: datetime) -> PickList | None:
    """The keeper's open walk, or a new one with what waits."""
    keeper = staff("warehouse")
    begun = PickList.objects.filter(picker=keeper.account_id, finished_at=None, started_at__lte=at).first()
    if begun is not None:
        return begun
    waiting = Allocation.objects.filter(
        state=AllocationState.ALLOCATED, pick_list=None, released_at=None, warehouse__operator=None
    ).order_by("allocated_at")
    first = waiting.first()
    if first is None:
        return None
    mine = waiting.filter(warehouse=first.warehouse_id).values_list("pk", flat=True)
    return start_picking(warehouse_id=first.warehouse_id, allocation_ids=list(mine[:3]), by=keeper, at=at)
