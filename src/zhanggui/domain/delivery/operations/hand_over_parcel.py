"""Handing a parcel to a carrier: the goods leave the house."""

import re
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.capabilities import HAND_OVER
from zhanggui.domain.delivery.facts import ParcelShipped
from zhanggui.domain.delivery.landing import take_over
from zhanggui.domain.delivery.models import AllocationLine, Label, Shipment, TrackingEvent
from zhanggui.domain.delivery.reach import CarrierFile, carrier_file
from zhanggui.domain.delivery.refusals import (
    AlreadyHandedOver,
    CarrierNotActive,
    LabelOfAnother,
    NoTrackingNumber,
    TrackingNumberTaken,
)
from zhanggui.domain.delivery.states import ParcelState, after
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import ledger, trail
from zhanggui.mechanisms.ledger import Post
from zhanggui.schema.compiled import Compiled, Given
from zhanggui.schema.pipeline import pipelined
from zhanggui.schema.rows import update
from zhanggui.schema.violations import refuse_as

refuse_as("delivery_tracking_number_once", TrackingNumberTaken)
_HELD = Compiled(lambda: Shipment.objects.locked().select_related("allocation").filter(pk=Given("shipment")))
_LINES = Compiled(lambda: AllocationLine.objects.filter(allocation=Given("allocation")).order_by("id"))
_EARLY = Compiled(
    lambda: TrackingEvent.objects.filter(
        carrier=Given("carrier"), tracking_number=Given("number"), shipment=None
    ).order_by("occurred_at")
)
_LABEL: Compiled[UUID] = Compiled(
    lambda: Label.objects.filter(carrier=Given("carrier"), number=Given("number")).values_list(
        "shipment_id", flat=True
    )
)
TRACKING_NUMBER = re.compile(r"[A-Za-z0-9-]{6,40}")


@transaction.atomic
def hand_over_parcel(
    *, shipment_id: UUID, carrier_id: UUID, tracking_number: str, by: Actor, at: datetime
) -> Shipment:
    """Only an active carrier with standing papers gets a parcel (EX-01).

    The same hand-over again changes nothing. What the carrier told of this number earlier counts now.
    """
    by.require(HAND_OVER)
    shipment = _HELD.first(shipment=shipment_id)
    if shipment is None:
        raise NotFound
    if shipment.shipped_at is not None:
        if (shipment.carrier_id, shipment.tracking_number) != (carrier_id, tracking_number):
            raise AlreadyHandedOver
        return shipment
    carrier = carrier_file(carrier_id)
    if not carrier.trades(at):
        raise CarrierNotActive(state=carrier.state)
    if not TRACKING_NUMBER.fullmatch(tracking_number):
        raise NoTrackingNumber
    if _LABEL.first(carrier=carrier_id, number=tracking_number) not in (None, shipment_id):
        raise LabelOfAnother(number=tracking_number)

    early = _early_events(carrier, tracking_number)
    entry = _entry(shipment, at)
    order = trail.Subject("sales.order", shipment.order_id)
    fact = ParcelShipped(number=shipment.number, carrier=carrier.name, tracking_number=tracking_number)
    with pipelined():
        _change(shipment, carrier, tracking_number, by=by, at=at)
        ledger.post(entry, by=by)
        trail.record(fact, on=shipment, by=by, at=at, thread=order)
    for event in early:
        take_over(shipment, event, by=by)
    return shipment


def _change(
    shipment: Shipment, carrier: CarrierFile, tracking_number: str, *, by: Actor, at: datetime
) -> None:
    shipment.allocation.state = after(shipment.allocation.state, "hand_over")
    shipment.carrier_id = carrier.id
    shipment.tracking_number = tracking_number
    shipment.handed_over_by_id = by.account_id
    shipment.shipped_at = at
    shipment.state = ParcelState.SHIPPED
    update(shipment.allocation, "state")
    update(shipment, "carrier", "tracking_number", "handed_over_by", "shipped_at", "state")


def _entry(shipment: Shipment, at: datetime) -> ledger.Entry:
    return ledger.Entry(
        kind="delivery.shipped",
        key=f"delivery.shipped/{shipment.id}",
        at=at,
        subject=ledger.Subject("sales.order", shipment.order_id),
        posts=[
            Post(transfer)
            for line in _LINES.all(allocation=shipment.allocation_id)
            for transfer in line.set_aside
        ],
    )


def _early_events(carrier: CarrierFile, tracking_number: str) -> list[TrackingEvent]:
    return _EARLY.all(carrier=carrier.id, number=tracking_number)
