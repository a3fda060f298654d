"""A picker does not find everything: another place, another warehouse, or a customer who is told."""

from datetime import datetime, timedelta

from zhanggui.demo.cast import staff
from zhanggui.domain.delivery import walking
from zhanggui.domain.delivery.models import Allocation, PickList
from zhanggui.domain.delivery.operations.count_dispatch import count_dispatch
from zhanggui.domain.delivery.operations.foresee_unsent import foresee_unsent
from zhanggui.domain.delivery.operations.report_pick_failure import report_pick_failure
from zhanggui.domain.delivery.operations.start_picking import start_picking
from zhanggui.domain.delivery.states import AllocationState
from zhanggui.identity.actor import SYSTEM
from zhanggui.journeys.refund_shortage import look_after_shortages
from zhanggui.kernel import clock


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
