"""A supplier hands its parcel to a carrier: the order is on its way, and its goods were never with us."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.operations.hand_over_parcel import hand_over_parcel
from zhanggui.domain.delivery.parcels import Shipment, label_number, parcel_of
from zhanggui.domain.delivery.states import AllocationNotReady
from zhanggui.domain.freight.operations.accrue_freight import accrue_freight
from zhanggui.domain.packing.dropping import asked
from zhanggui.domain.sales.operations import note_shipped
from zhanggui.identity.actor import SYSTEM, Actor


@transaction.atomic
def ship_drop_order(
    *, allocation_id: UUID, carrier_id: UUID, tracking_number: str, by: Actor, at: datetime
) -> Shipment:
    """Only its own parcel, and only to an active carrier (EX-01). Doing it again changes nothing.

    Without a ``tracking_number`` the number on the parcel's label with this carrier counts.
    """
    found = asked(allocation_id, by)
    parcel = parcel_of(allocation_id)
    if parcel is None:
        raise AllocationNotReady(state=found.part.state, verb="hand_over")
    number = tracking_number.strip() or label_number(parcel.id, carrier_id)
    shipped = hand_over_parcel(
        shipment_id=parcel.id, carrier_id=carrier_id, tracking_number=number, by=found.keeper, at=at
    )
    accrue_freight(shipment_id=shipped.id, by=found.keeper, at=at)
    note_shipped(order_id=shipped.order_id, by=SYSTEM, at=at)
    return shipped
