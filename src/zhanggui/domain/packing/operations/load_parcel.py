"""Scanning a parcel onto a carrier's list: with the beep it is the carrier's."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.operations.hand_over_parcel import hand_over_parcel
from zhanggui.domain.delivery.parcels import label_number, parcel_here
from zhanggui.domain.packing.capabilities import LOAD
from zhanggui.domain.packing.facts import ParcelLoaded
from zhanggui.domain.packing.models import HandOver, LoadedParcel
from zhanggui.domain.packing.refusals import ListClosed, NotAParcelHere, OnAnotherList
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def load_parcel(
    *, hand_over_id: UUID, code: str, tracking_number: str, by: Actor, at: datetime
) -> LoadedParcel:
    """``code``: the parcel's number on its label. The same parcel again changes nothing.

    ``tracking_number``: the carrier's, as scanned from its label; empty where the parcel has one already.
    Raises ``NotAParcelHere``, ``OnAnotherList``, ``ListClosed``, and what ``hand_over_parcel`` raises.
    """
    by.require(LOAD)
    hand_over = HandOver.objects.locked().filter(pk=hand_over_id).first()
    if hand_over is None:
        raise NotFound
    where = {"warehouse_id": hand_over.warehouse_id, "carrier_id": hand_over.carrier_id}
    shipment = parcel_here(code.strip(), **where)
    if shipment is None:
        raise NotAParcelHere(code=code.strip()[:40])
    known = LoadedParcel.objects.select_related("hand_over").filter(shipment=shipment).first()
    if known is not None:
        if known.hand_over_id != hand_over.id:
            raise OnAnotherList(parcel=shipment.number, number=known.hand_over.number)
        return known
    if hand_over.closed_at is not None:
        raise ListClosed
    hand_over_parcel(
        shipment_id=shipment.id,
        carrier_id=hand_over.carrier_id,
        tracking_number=tracking_number.strip() or label_number(shipment.id, hand_over.carrier_id),
        by=by,
        at=at,
    )
    loaded = LoadedParcel.objects.create(
        hand_over=hand_over, shipment=shipment, scanned_by_id=by.account_id, scanned_at=at
    )
    fact = ParcelLoaded(number=hand_over.number, parcel=shipment.number)
    trail.record(fact, on=hand_over, by=by, at=at, thread=trail.Subject("sales.order", shipment.order_id))
    return loaded
