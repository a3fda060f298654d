"""Taking back a parcel that the carrier could not deliver."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery import accounts
from zhanggui.domain.delivery.capabilities import PACK
from zhanggui.domain.delivery.facts import ParcelTakenBack
from zhanggui.domain.delivery.models import Shipment
from zhanggui.domain.delivery.refusals import MoreThanInParcel, ParcelNotReturned
from zhanggui.domain.delivery.states import ParcelState
from zhanggui.domain.inventory import accounts as inventory
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
    pieces: dict[UUID, int] = {}
    for sku, quantity in shipment.allocation.lines.values_list("sku_id", "quantity"):
        pieces[sku] = pieces.get(sku, 0) + quantity
    if any(not 0 <= count <= pieces.get(sku, 0) for sku, count in damaged.items()):
        raise MoreThanInParcel

    shipment.taken_back_at = at
    shipment.save(update_fields=["taken_back_at"])
    entry = ledger.Entry(
        kind="delivery.taken_back",
        key=f"delivery.taken_back/{shipment.id}",
        at=at,
        subject=ledger.Subject("sales.order", shipment.order_id),
        transfers=[
            transfer
            for sku, count in pieces.items()
            for transfer in _transfers(shipment.allocation.warehouse_id, sku, count, damaged.get(sku, 0))
        ],
    )
    ledger.post(entry, by=by)
    fact = ParcelTakenBack(number=shipment.number, damaged=sum(damaged.values()))
    trail.record(fact, on=shipment, by=by, at=at, thread=trail.Subject("sales.order", shipment.order_id))
    return shipment


def _transfers(warehouse_id: UUID, sku_id: UUID, pieces: int, damaged: int) -> list[Transfer]:
    source, transfers = accounts.in_transit(sku_id), []
    if whole := pieces - damaged:
        transfers += inventory.comes_back(
            warehouse_id=warehouse_id, sku_id=sku_id, pieces=whole, source=source
        )
    if damaged:
        transfers += inventory.comes_back_to_scrap(sku_id=sku_id, pieces=damaged, source=source)
    return transfers
