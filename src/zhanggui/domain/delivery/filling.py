"""Making up for a shortage: other pieces, from wherever there are some."""

from datetime import datetime
from uuid import UUID

from django.apps import apps

from zhanggui.domain.delivery import choosing
from zhanggui.domain.delivery.choosing import Need
from zhanggui.domain.delivery.models import Allocation, AllocationLine, Shortage
from zhanggui.domain.delivery.setting_aside import Why, entry_for, rows_for
from zhanggui.domain.delivery.states import ShortWay, ShortWhy
from zhanggui.domain.inventory import queries as stock
from zhanggui.domain.inventory.shelving import first_expiring
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import ledger


def fill(
    shortage: Shortage, need: Need, *, instead_of: UUID | None = None, by: Actor, at: datetime
) -> list[Allocation]:
    """Set its pieces aside from the nearest warehouse that has them, as parts of their own; it is over then.

    Raises ``NotEnoughOnHand`` where all warehouses together have not so many.
    """
    houses = _nearest_first(shortage)
    shelves = first_expiring(houses, {need.sku_id}, at.astimezone(SHANGHAI).date())
    parts = choosing.allocate([need], houses, choosing.free_by_house(shelves))
    taken = choosing.from_shelves(parts, shelves)
    allocations, lines = rows_for(shortage.order_id, taken, at, why=Why.SPLIT)
    for allocation in allocations:
        allocation.fills, allocation.instead_of_id = shortage, instead_of
    Allocation.objects.bulk_create(allocations)
    AllocationLine.objects.bulk_create(lines)
    ledger.post(*(entry_for(one, lines, at) for one in allocations), by=by)
    end(shortage, ShortWay.FILLED, by=by, at=at)
    return allocations


def end(shortage: Shortage, way: ShortWay, *, refund_fen: int = 0, by: Actor, at: datetime) -> None:
    """Write down how it ended."""
    shortage.way, shortage.refund_fen = way, refund_fen
    shortage.settled_by_id, shortage.settled_at = by.account_id, at
    shortage.save(update_fields=["way", "refund_fen", "settled_by", "settled_at"])


def _nearest_first(shortage: Shortage) -> list[UUID]:
    """Where it may come from; a supplier that has just said it has none is asked last."""
    orders = apps.get_model("sales", "Order").objects.filter(pk=shortage.order_id)
    province = orders.values_list("address__province", flat=True).get()
    declined = shortage.warehouse_id if shortage.why == ShortWhy.DECLINED else None
    houses = sorted(
        stock.warehouses(),
        key=lambda house: (house.id == declined, choosing.distance(province, house.province)),
    )
    return [house.id for house in houses]
