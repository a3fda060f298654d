"""Allocating an order: which warehouse sends what (自动配货, A-4.3)."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.apps import apps
from django.db import transaction

from zhanggui.domain.delivery import accounts, choosing
from zhanggui.domain.delivery.capabilities import ALLOCATE
from zhanggui.domain.delivery.choosing import Need, Taken
from zhanggui.domain.delivery.facts import OrderAllocated
from zhanggui.domain.delivery.models import Allocation, AllocationLine
from zhanggui.domain.delivery.refusals import OrderNotToBeSent
from zhanggui.domain.inventory import accounts as inventory
from zhanggui.domain.inventory import queries as stock
from zhanggui.domain.inventory.shelving import first_expiring
from zhanggui.domain.sales.queries import held_order
from zhanggui.domain.sales.states import OrderState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import ledger, trail
from zhanggui.schema.compiled import Compiled, Given
from zhanggui.schema.pipeline import pipelined
from zhanggui.schema.rows import insert

_STANDING = Compiled(lambda: Allocation.objects.filter(order=Given("order"), released_at=None))
_LINES: Compiled[tuple[UUID, UUID, int, str]] = Compiled(
    lambda: (
        apps.get_model("sales", "OrderLine")
        .objects.filter(order=Given("order"))
        .order_by("position")
        .values_list("id", "sku_id", "quantity", "order__address__province")
    )
)


@transaction.atomic
def allocate_order(*, order_id: UUID, by: Actor, at: datetime) -> list[Allocation]:
    """Set the order's goods aside in the nearest warehouse that has all, else in several.

    Done once: asked again, it answers the same. Raises ``NotEnoughOnHand``, and ``Insufficient`` when another
    order was quicker (try again).
    """
    by.require(ALLOCATE)
    order = held_order(order_id, by=by)
    if standing := _STANDING.all(order=order_id):
        return standing
    if order.state != OrderState.CONFIRMED or order.shipped_at is not None:
        raise OrderNotToBeSent(number=order.number, state=order.state)

    needs, province = _needs(order_id)
    houses = _nearest_first(province)
    today = at.astimezone(SHANGHAI).date()
    shelves = first_expiring(houses, {need.sku_id for need in needs}, today)
    parts = choosing.allocate(needs, list(houses), choosing.free_by_house(shelves))

    taken = choosing.from_shelves(parts, shelves)
    allocations, lines = _rows(order_id, taken, at)
    fact = OrderAllocated(
        order=order.number,
        warehouses=", ".join(houses[allocation.warehouse_id] for allocation in allocations),
        pieces=sum(part.quantity for part in parts),
    )
    with pipelined():
        insert(*allocations)
        insert(*lines)
        trail.record(fact, on=order, by=by, at=at)
        ledger.post(*(_entry(allocation, lines, at) for allocation in allocations), by=by)
    return allocations


def _needs(order_id: UUID) -> tuple[list[Need], str]:
    """What is to be sent, and to which province, in one statement that opens no sealed address."""
    rows = _LINES.all(order=order_id)
    return [Need(line, sku, quantity) for line, sku, quantity, _ in rows], rows[0][3]


def _nearest_first(province: str) -> dict[UUID, str]:
    houses = sorted(stock.warehouses(), key=lambda house: choosing.distance(province, house.province))
    return {house.id: house.code for house in houses}


def _rows(
    order_id: UUID, taken: Sequence[Taken], at: datetime
) -> tuple[list[Allocation], list[AllocationLine]]:
    allocations, lines = [], []
    for warehouse_id, group in groupby(taken, key=lambda one: one.shelf.warehouse_id):
        allocation = Allocation(order_id=order_id, warehouse_id=warehouse_id, allocated_at=at)
        allocations.append(allocation)
        lines += [
            AllocationLine(
                allocation=allocation,
                order_line_id=one.part.line_id,
                sku_id=one.part.sku_id,
                quantity=one.quantity,
                transfer=ledger.transfer_id(_key(allocation), 2 * index),
                shelf_id=one.shelf.id,
                shelf_transfer=ledger.transfer_id(_key(allocation), 2 * index + 1),
            )
            for index, one in enumerate(group)
        ]
    return allocations, lines


def _key(allocation: Allocation) -> str:
    return f"delivery.allocation/{allocation.id}"


def _entry(allocation: Allocation, lines: Sequence[AllocationLine], at: datetime) -> ledger.Entry:
    return ledger.Entry(
        kind="delivery.allocated",
        key=_key(allocation),
        at=at,
        subject=ledger.Subject("sales.order", allocation.order_id),
        transfers=[
            transfer
            for line in lines
            if line.allocation_id == allocation.id
            for transfer in _set_aside(allocation.warehouse_id, line)
        ],
    )


def _set_aside(warehouse_id: UUID, line: AllocationLine) -> tuple[ledger.Transfer, ledger.Transfer]:
    assert line.shelf_id is not None
    shelf = inventory.Shelf(id=line.shelf_id, warehouse_id=warehouse_id, sku_id=line.sku_id)
    leaves = ledger.Transfer(
        debit=accounts.in_transit(line.sku_id),
        credit=inventory.on_hand(warehouse_id, line.sku_id),
        amount=line.quantity,
        pending=True,
    )
    return leaves, inventory.empties(shelf, line.quantity, pending=True)
