"""Setting goods aside once more, in the place of a parcel that did not reach its customer."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery import choosing
from zhanggui.domain.delivery.capabilities import SETTLE_TROUBLE
from zhanggui.domain.delivery.choosing import Need
from zhanggui.domain.delivery.facts import ParcelSentAgain
from zhanggui.domain.delivery.models import Allocation, Shipment
from zhanggui.domain.delivery.setting_aside import Why, entry_for, rows_for
from zhanggui.domain.inventory import queries as stock
from zhanggui.domain.inventory.shelving import first_expiring
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import ledger, trail


@transaction.atomic
def allocate_again(*, shipment_id: UUID, by: Actor, at: datetime) -> list[Allocation]:
    """The same pieces, from the nearest warehouse that has them. Done once for a parcel.

    Raises ``NotEnoughOnHand``.
    """
    by.require(SETTLE_TROUBLE)
    shipment = (
        Shipment.objects.locked()
        .select_related("order__address", "allocation")
        .filter(pk=shipment_id)
        .first()
    )
    if shipment is None:
        raise NotFound
    if standing := list(shipment.replacements.filter(released_at=None)):
        return standing
    needs = [
        Need(line.order_line_id, line.sku_id, line.quantity)
        for line in shipment.allocation.lines.order_by("id")
    ]
    province = shipment.order.address.province
    houses = sorted(stock.warehouses(), key=lambda house: choosing.distance(province, house.province))
    nearest = [house.id for house in houses]
    shelves = first_expiring(nearest, {need.sku_id for need in needs}, at.astimezone(SHANGHAI).date())
    parts = choosing.allocate(needs, nearest, choosing.free_by_house(shelves))
    taken = choosing.from_shelves(parts, shelves)
    allocations, lines = rows_for(shipment.order_id, taken, at, why=Why.for_parts(parts))
    for allocation in allocations:
        allocation.instead_of = shipment
    Allocation.objects.bulk_create(allocations)
    type(lines[0]).objects.bulk_create(lines)
    ledger.post(*(entry_for(allocation, lines, at) for allocation in allocations), by=by)
    fact = ParcelSentAgain(number=shipment.number, pieces=sum(need.quantity for need in needs))
    trail.record(fact, on=shipment, by=by, at=at, thread=shipment.order)
    return allocations
