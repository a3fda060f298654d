"""Allocating an order: which warehouse sends what (自动配货, A-4.3)."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.apps import apps
from django.db import transaction

from zhanggui.domain.delivery import accounts, choosing
from zhanggui.domain.delivery.capabilities import ALLOCATE
from zhanggui.domain.delivery.choosing import Need, Part
from zhanggui.domain.delivery.facts import OrderAllocated
from zhanggui.domain.delivery.models import Allocation, AllocationLine
from zhanggui.domain.delivery.refusals import OrderNotToBeSent
from zhanggui.domain.inventory import accounts as inventory
from zhanggui.domain.inventory import queries as stock
from zhanggui.domain.sales.queries import held_order
from zhanggui.domain.sales.states import OrderState
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import ledger, trail
from zhanggui.schema.pipeline import pipelined


@transaction.atomic
def allocate_order(*, order_id: UUID, by: Actor, at: datetime) -> list[Allocation]:
    """Set the order's goods aside in the nearest warehouse that has all, else in several.

    Done once: asked again, it answers the same. Raises ``NotEnoughOnHand``, and ``Insufficient`` when another
    order was quicker (try again).
    """
    by.require(ALLOCATE)
    order = held_order(order_id, by=by)
    if standing := list(Allocation.objects.filter(order_id=order_id, released_at=None)):
        return standing
    if order.state != OrderState.CONFIRMED or order.shipped_at is not None:
        raise OrderNotToBeSent(number=order.number, state=order.state)

    needs, province = _needs(order_id)
    houses = _nearest_first(province)
    free = stock.free_on_hand(houses, {need.sku_id for need in needs})
    parts = choosing.allocate(needs, list(houses), free)

    allocations, lines = _rows(order_id, parts, at)
    fact = OrderAllocated(
        order=order.number,
        warehouses=", ".join(houses[allocation.warehouse_id] for allocation in allocations),
        pieces=sum(part.quantity for part in parts),
    )
    with pipelined():
        Allocation.objects.bulk_create(allocations)
        AllocationLine.objects.bulk_create(lines)
        trail.record(fact, on=order, by=by, at=at)
        ledger.post(*(_entry(allocation, lines, at) for allocation in allocations), by=by)
    return allocations


def _needs(order_id: UUID) -> tuple[list[Need], str]:
    """What is to be sent, and to which province, in one statement that opens no sealed address."""
    lines = apps.get_model("sales", "OrderLine").objects.filter(order_id=order_id).order_by("position")
    rows = list(lines.values_list("id", "sku_id", "quantity", "order__address__province"))
    return [Need(line, sku, quantity) for line, sku, quantity, _ in rows], rows[0][3]


def _nearest_first(province: str) -> dict[UUID, str]:
    houses = sorted(stock.warehouses(), key=lambda house: choosing.distance(province, house.province))
    return {house.id: house.code for house in houses}


def _rows(
    order_id: UUID, parts: Sequence[Part], at: datetime
) -> tuple[list[Allocation], list[AllocationLine]]:
    allocations, lines = [], []
    for warehouse_id, group in groupby(parts, key=lambda part: part.warehouse_id):
        allocation = Allocation(order_id=order_id, warehouse_id=warehouse_id, allocated_at=at)
        allocations.append(allocation)
        lines += [
            AllocationLine(
                allocation=allocation,
                order_line_id=part.line_id,
                sku_id=part.sku_id,
                quantity=part.quantity,
                transfer=ledger.transfer_id(_key(allocation), index),
            )
            for index, part in enumerate(group)
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
            ledger.Transfer(
                debit=accounts.in_transit(line.sku_id),
                credit=inventory.on_hand(allocation.warehouse_id, line.sku_id),
                amount=line.quantity,
                pending=True,
            )
            for line in lines
            if line.allocation_id == allocation.id
        ],
    )
