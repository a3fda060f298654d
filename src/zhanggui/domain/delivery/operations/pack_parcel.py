"""Packing a parcel: from here on it has a number, and somebody who answers for it (B-7.1.2)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.capabilities import PACK
from zhanggui.domain.delivery.facts import ParcelPacked
from zhanggui.domain.delivery.models import Allocation, Shipment
from zhanggui.domain.delivery.numbers import next_number
from zhanggui.domain.delivery.rules import Packing, refuse_unchecked
from zhanggui.domain.delivery.states import after
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.schema.compiled import Compiled, Given
from zhanggui.schema.pipeline import pipelined
from zhanggui.schema.rows import insert, update

_HELD = Compiled(lambda: Allocation.objects.locked().select_related("order").filter(pk=Given("allocation")))


@transaction.atomic
def pack_parcel(*, allocation_id: UUID, packing: Packing, by: Actor, at: datetime) -> Shipment:
    """Raises ``PackingNotChecked``, and ``AllocationNotReady`` for what is not picked or already packed."""
    by.require(PACK)
    allocation = _HELD.first(allocation=allocation_id)
    if allocation is None:
        raise NotFound
    refuse_unchecked(packing)
    allocation.state = after(allocation.state, "pack")
    shipment = Shipment(
        number=next_number("P", at),
        allocation=allocation,
        order_id=allocation.order_id,
        packer_id=by.account_id,
        packed_at=at,
        packing=packing.document(),
        promised_on=allocation.order.promised_on,
    )
    fact = ParcelPacked(number=shipment.number, weight_grams=packing.weight_grams)
    with pipelined():
        update(allocation, "state")
        insert(shipment)
        trail.record(fact, on=shipment, by=by, at=at, thread=allocation.order)
    return shipment
