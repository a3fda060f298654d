"""Taking back a parcel that the carrier could not deliver."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery import accounts
from zhanggui.domain.delivery.capabilities import PACK
from zhanggui.domain.delivery.facts import ParcelTakenBack
from zhanggui.domain.delivery.models import AllocationLine, Shipment
from zhanggui.domain.delivery.refusals import MoreThanInParcel, ParcelNotReturned
from zhanggui.domain.delivery.states import ParcelState
from zhanggui.domain.inventory import accounts as inventory
from zhanggui.domain.inventory.shelving import put_back
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import ledger, trail
from zhanggui.mechanisms.ledger import Transfer


@transaction.atomic
def take_back_parcel(*, shipment_id: UUID, damaged: Mapping[UUID, int], by: Actor, at: datetime) -> Shipment:
    """Unpack it: what is whole goes back on sale, what is ``damaged`` (pieces by SKU) is scrapped."""
    by.require(PACK)
    shipment = Shipment.objects.locked().select_related("allocation").filter(pk=shipment_id).first()
    if shipment is None:
        raise NotFound
    if shipment.state != ParcelState.RETURNED or shipment.taken_back_at is not None:
        raise ParcelNotReturned(state=shipment.state)
    lines = list(shipment.allocation.lines.select_related("shelf").order_by("id"))
    pieces = Counter[UUID]()
    for line in lines:
        pieces[line.sku_id] += line.quantity
    if any(not 0 <= count <= pieces.get(sku, 0) for sku, count in damaged.items()):
        raise MoreThanInParcel

    shipment.taken_back_at = at
    shipment.save(update_fields=["taken_back_at"])
    entry = ledger.Entry(
        kind="delivery.taken_back",
        key=f"delivery.taken_back/{shipment.id}",
        at=at,
        subject=ledger.Subject("sales.order", shipment.order_id),
        transfers=_transfers(lines, Counter(damaged)),
    )
    ledger.post(entry, by=by)
    fact = ParcelTakenBack(number=shipment.number, damaged=sum(damaged.values()))
    trail.record(fact, on=shipment, by=by, at=at, thread=trail.Subject("sales.order", shipment.order_id))
    return shipment


def _transfers(lines: Sequence[AllocationLine], damaged: Counter[UUID]) -> list[Transfer]:
    """What is whole goes back to the shelf it came from."""
    transfers = []
    for line in lines:
        source = accounts.in_transit(line.sku_id)
        broken = min(line.quantity, damaged[line.sku_id])
        damaged[line.sku_id] -= broken
        if whole := line.quantity - broken:
            transfers += inventory.comes_back(_shelf(line), pieces=whole, source=source)
        if broken:
            transfers += inventory.comes_back_to_scrap(sku_id=line.sku_id, pieces=broken, source=source)
    return transfers


def _shelf(line: AllocationLine) -> inventory.Shelf:
    if line.shelf is not None:
        return line.shelf.shelf
    return put_back(line.allocation.warehouse_id, line.sku_id, None)
