"""A parcel is scanned onto its carrier's list: its freight is owed, and its order is on its way."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.freight.operations.accrue_freight import accrue_freight
from zhanggui.domain.packing.models import LoadedParcel
from zhanggui.domain.packing.operations.load_parcel import load_parcel
from zhanggui.domain.sales.operations import note_shipped
from zhanggui.identity.actor import Actor


@transaction.atomic
def load_and_ship(
    *, hand_over_id: UUID, code: str, tracking_number: str, by: Actor, at: datetime
) -> LoadedParcel:
    """Put the parcel on the list, reckon its freight, and tell the order. Doing it again changes nothing."""
    loaded = load_parcel(hand_over_id=hand_over_id, code=code, tracking_number=tracking_number, by=by, at=at)
    accrue_freight(shipment_id=loaded.shipment_id, by=by, at=at)
    note_shipped(order_id=loaded.shipment.order_id, by=by, at=at)
    return loaded
