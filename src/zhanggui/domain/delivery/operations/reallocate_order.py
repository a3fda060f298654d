"""Sending an order from another warehouse than was chosen: by hand, for a reason."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery import choosing
from zhanggui.domain.delivery.capabilities import OVERRIDE
from zhanggui.domain.delivery.facts import OrderReallocated
from zhanggui.domain.delivery.giving_back import give_back
from zhanggui.domain.delivery.models import Allocation, AllocationLine
from zhanggui.domain.delivery.refusals import AlreadyPicked, OrderNotToBeSent
from zhanggui.domain.delivery.setting_aside import Why, entry_for, rows_for
from zhanggui.domain.delivery.states import AllocationState
from zhanggui.domain.delivery.wanting import needs_of
from zhanggui.domain.inventory.reach import standing_warehouse
from zhanggui.domain.inventory.refusals import ReasonMissing
from zhanggui.domain.inventory.shelving import first_expiring
from zhanggui.domain.sales.queries import held_order
from zhanggui.domain.sales.states import OrderState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import ledger, trail


@transaction.atomic
def reallocate_order(
    *, order_id: UUID, warehouse_id: UUID, reason: str, by: Actor, at: datetime
) -> Allocation:
    """Give back what was set aside, and set all of it aside in this one warehouse.

    Raises ``AlreadyPicked``, and ``NotEnoughOnHand`` where that warehouse has not everything.
    """
    by.require(OVERRIDE)
    order = held_order(order_id, by=by)
    warehouse = standing_warehouse(warehouse_id)
    if not reason.strip():
        raise ReasonMissing
    if order.state != OrderState.CONFIRMED or order.shipped_at is not None:
        raise OrderNotToBeSent(number=order.number, state=order.state)
    standing = list(Allocation.objects.locked().filter(order_id=order_id, released_at=None))
    if any(one.state != AllocationState.ALLOCATED for one in standing):
        raise AlreadyPicked
    give_back(standing, reason=reason, by=by, at=at)

    needs = needs_of(order_id)
    today = at.astimezone(SHANGHAI).date()
    shelves = first_expiring([warehouse.id], {need.sku_id for need in needs}, today)
    parts = choosing.allocate(needs, [warehouse.id], choosing.free_by_house(shelves))
    (allocation,), rows = rows_for(order_id, choosing.from_shelves(parts, shelves), at, why=Why.BY_HAND)
    allocation.save(force_insert=True)
    AllocationLine.objects.bulk_create(rows)
    ledger.post(entry_for(allocation, rows, at), by=by)
    fact = OrderReallocated(order=order.number, warehouse=warehouse.code)
    trail.record(fact, on=order, by=by, at=at, reason=reason)
    return allocation
