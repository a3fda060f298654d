"""A supplier packs what it accepted: from here on it has a parcel and a label."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.operations.confirm_pick import confirm_pick
from zhanggui.domain.delivery.operations.pack_parcel import pack_parcel
from zhanggui.domain.delivery.parcels import Packing, Shipment, parcel_of, pieces_of
from zhanggui.domain.delivery.states import AllocationNotReady
from zhanggui.domain.packing import relaying
from zhanggui.domain.packing.dropping import asked
from zhanggui.domain.packing.facts import DropPacked
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def pack_drop_order(*, allocation_id: UUID, packing: Packing, by: Actor, at: datetime) -> Shipment:
    """All its pieces are in the parcel. Again, it answers the same parcel.

    Raises ``AllocationNotReady`` for what was not accepted, and ``PackingNotChecked`` (B-7.1.2).
    """
    found = asked(allocation_id, by)
    if (done := parcel_of(allocation_id)) is not None:
        return done
    if found.part.pick_list_id is None:
        raise AllocationNotReady(state=found.part.state, verb="pack")
    confirm_pick(
        pick_list_id=found.part.pick_list_id, picked=pieces_of(allocation_id), by=found.keeper, at=at
    )
    parcel = pack_parcel(allocation_id=allocation_id, packing=packing, by=found.keeper, at=at)
    relaying.bind(parcel, at)
    order = found.part.order
    fact = DropPacked(order=order.number, parcel=parcel.number)
    trail.record(fact, on=parcel, by=by, at=at, thread=order)
    return parcel
