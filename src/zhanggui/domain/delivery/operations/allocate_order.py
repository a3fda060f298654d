"""Allocating an order: which warehouse sends what (自动配货, A-4.3)."""

from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.db.models import F, Sum
from django.db.models.functions import Coalesce

from zhanggui.domain.delivery import choosing
from zhanggui.domain.delivery.capabilities import ALLOCATE
from zhanggui.domain.delivery.choosing import Need
from zhanggui.domain.delivery.facts import OrderAllocated
from zhanggui.domain.delivery.models import Allocation
from zhanggui.domain.delivery.refusals import OrderNotToBeSent
from zhanggui.domain.delivery.setting_aside import Why, entry_for, rows_for
from zhanggui.domain.delivery.wanting import APART_OF_LINE
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
        .annotate(wanted=F("quantity") - Coalesce(Sum("shortages__pieces", filter=APART_OF_LINE), 0))
        .filter(wanted__gt=0)
        .order_by("position")
        .values_list("id", "sku_id", "wanted", "order__address__province")
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
    if not needs:
        raise OrderNotToBeSent(number=order.number, state=order.state)
    houses = _nearest_first(province)
    today = at.astimezone(SHANGHAI).date()
    shelves = first_expiring(houses, {need.sku_id for need in needs}, today)
    parts = choosing.allocate(needs, list(houses), choosing.free_by_house(shelves))

    taken = choosing.from_shelves(parts, shelves)
    allocations, lines = rows_for(order_id, taken, at, why=Why.for_parts(parts))
    fact = OrderAllocated(
        order=order.number,
        warehouses=", ".join(houses[allocation.warehouse_id] for allocation in allocations),
        pieces=sum(part.quantity for part in parts),
    )
    with pipelined():
        insert(*allocations)
        insert(*lines)
        trail.record(fact, on=order, by=by, at=at)
        ledger.post(*(entry_for(allocation, lines, at) for allocation in allocations), by=by)
    return allocations


def _needs(order_id: UUID) -> tuple[list[Need], str]:
    """What is to be sent, and to which province, in one statement that opens no sealed address."""
    rows = _LINES.all(order=order_id)
    return [Need(line, sku, wanted) for line, sku, wanted, _ in rows], rows[0][3] if rows else ""


def _nearest_first(province: str) -> dict[UUID, str]:
    houses = sorted(stock.open_warehouses(), key=lambda house: choosing.distance(province, house.province))
    return {house.id: house.code for house in houses}
