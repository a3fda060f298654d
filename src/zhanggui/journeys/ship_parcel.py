"""A parcel leaves the house: the carrier has it, its freight is owed, and the order is on its way."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.models import Shipment
from zhanggui.domain.delivery.operations.hand_over_parcel import hand_over_parcel
from zhanggui.domain.freight.operations.accrue_freight import accrue_freight
from zhanggui.domain.sales.operations import note_shipped
from zhanggui.identity.actor import Actor


@transaction.atomic
def ship_parcel(
    *, shipment_id: UUID, carrier_id: UUID, tracking_number: str, by: Actor, at: datetime
) -> Shipment:
    """Hand a parcel over, reckon its freight, and tell the order. Doing it again changes nothing."""
    shipment = hand_over_parcel(
        shipment_id=shipment_id, carrier_id=carrier_id, tracking_number=tracking_number, by=by, at=at
    )
    accrue_freight(shipment_id=shipment.id, by=by, at=at)
    note_shipped(order_id=shipment.order_id, by=by, at=at)
    return shipment
