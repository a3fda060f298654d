"""Allocating many orders at once, so that all of them together cost least (自动配货, A-4.3)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.apps import apps
from django.db import transaction

from zhanggui.domain.delivery import choosing, weighing
from zhanggui.domain.delivery.capabilities import ALLOCATE
from zhanggui.domain.delivery.choosing import Need
from zhanggui.domain.delivery.facts import BatchAllocated, OrderAllocated
from zhanggui.domain.delivery.models import Allocation, AllocationLine
from zhanggui.domain.delivery.setting_aside import Why, entry_for, rows_for
from zhanggui.domain.delivery.solving import Solved, solve
from zhanggui.domain.delivery.wanting import pieces_apart
from zhanggui.domain.delivery.weighing import Demand, House, Way, Weights
from zhanggui.domain.inventory import queries as stock
from zhanggui.domain.inventory.accounts import FreeShelf
from zhanggui.domain.inventory.shelving import first_expiring
from zhanggui.domain.sales.states import OrderState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import ledger, trail
from zhanggui.schema.pipeline import pipelined

BOOKED_AT_ONCE = 200
"""Entries of one call to the ledger."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of a batch: orders allocated, orders left waiting, and how good the choice is."""

    allocated: int
    waiting: Sequence[UUID]
    solved: Solved


@transaction.atomic
def allocate_batch(*, order_ids: Collection[UUID], by: Actor, at: datetime) -> Batch:
    """Set goods aside for these orders by the cheapest choice over all; what cannot be sent waits.

    Orders that have been allocated, cancelled or sent meanwhile are left out. Raises ``Insufficient`` when
    somebody else was quicker at the same goods: nothing is done then, try again.
    """
    by.require(ALLOCATE)
    today = at.astimezone(SHANGHAI).date()
    demands, numbers = _demands(order_ids, today)
    houses = {house.id: house for house in stock.warehouses()}
    skus = {need.sku_id for demand in demands for need in demand.needs}
    shelves = first_expiring(houses, skus, today)
    free = choosing.free_by_house(shelves)
    weights, places = Weights(), [House(house.id, house.province) for house in houses.values()]
    choices = {one.order_id: weighing.ways(one, places, free, weights) for one in demands}
    solved = solve(demands, choices, free, weights)

    allocations, lines = _rows(demands, choices, solved, shelves, at)
    _write(allocations, lines, by=by, at=at)
    with pipelined():
        for allocation in allocations:
            pieces = sum(line.quantity for line in lines[allocation.id])
            house, subject = (
                houses[allocation.warehouse_id],
                trail.Subject("sales.order", allocation.order_id),
            )
            told = OrderAllocated(order=numbers[allocation.order_id], warehouses=house.code, pieces=pieces)
            trail.record(told, on=subject, by=by, at=at)
    waiting = [one.order_id for one in demands if one.order_id not in solved.chosen]
    fact = BatchAllocated(
        orders=len(solved.chosen),
        waiting=len(waiting),
        cost_fen=solved.cost_fen,
        greedy_fen=solved.greedy_fen,
        bound_fen=solved.bound_fen,
    )
    trail.record(fact, on=trail.Subject("delivery.batch", new_id()), by=by, at=at)
    return Batch(len(solved.chosen), waiting, solved)


def _demands(order_ids: Collection[UUID], today: date) -> tuple[list[Demand], dict[UUID, str]]:
    """What the orders need, oldest first, with the orders held."""
    orders = apps.get_model("sales", "Order").objects.locked().filter(pk__in=order_ids)
    orders = orders.filter(state=OrderState.CONFIRMED, shipped_at=None)
    rows = {
        order: (number, confirmed, promised)
        for order, number, confirmed, promised in orders.values_list(
            "pk", "number", "confirmed_at", "promised_on"
        )
    }
    taken = Allocation.objects.filter(order_id__in=list(rows), released_at=None)
    for order in taken.values_list("order_id", flat=True):
        rows.pop(order, None)
    lines = apps.get_model("sales", "OrderLine").objects.filter(order_id__in=list(rows))
    needs: dict[UUID, list[Need]] = {}
    provinces: dict[UUID, str] = {}
    apart = pieces_apart(rows)
    for order, line, sku, quantity, province in lines.order_by("order_id", "position").values_list(
        "order_id", "id", "sku_id", "quantity", "order__address__province"
    ):
        if wanted := quantity - apart.get(line, 0):
            needs.setdefault(order, []).append(Need(line, sku, wanted))
        provinces[order] = province
    demands = [
        Demand(
            order_id=order,
            province=provinces[order],
            needs=tuple(needs[order]),
            waited_days=max(0, (today - confirmed.astimezone(SHANGHAI).date()).days) if confirmed else 0,
            days_left=(promised - today).days if promised else 99,
        )
        for order, (_, confirmed, promised) in sorted(rows.items(), key=lambda row: (row[1][1], row[0]))
        if order in needs
    ]
    return demands, {order: number for order, (number, *_) in rows.items()}


def _rows(
    demands: Sequence[Demand],
    choices: Mapping[UUID, Sequence[Way]],
    solved: Solved,
    shelves: Sequence[FreeShelf],
    at: datetime,
) -> tuple[list[Allocation], dict[UUID, list[AllocationLine]]]:
    allocations: list[Allocation] = []
    lines: dict[UUID, list[AllocationLine]] = {}
    pick = choosing.Picking(shelves)
    for demand in demands:
        way = solved.chosen.get(demand.order_id)
        if way is None:
            continue
        alone = choices[demand.order_id][0]
        why = Why.SOLVED if way is not alone else Why.for_parts(way.parts)
        made, rows = rows_for(demand.order_id, pick.take(way.parts), at, why=why, cost_fen=way.cost_fen)
        allocations += made
        for row in rows:
            lines.setdefault(row.allocation_id, []).append(row)
    return allocations, lines


def _write(
    allocations: Sequence[Allocation], lines: Mapping[UUID, list[AllocationLine]], *, by: Actor, at: datetime
) -> None:
    Allocation.objects.bulk_create(allocations, batch_size=1000)
    AllocationLine.objects.bulk_create([row for rows in lines.values() for row in rows], batch_size=1000)
    for start in range(0, len(allocations), BOOKED_AT_ONCE):
        some = allocations[start : start + BOOKED_AT_ONCE]
        ledger.post(*(entry_for(one, lines[one.id], at) for one in some), by=by)
