"""Recording what a carrier tells: late, twice, in any order, or about a number we do not know yet."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.capabilities import TRACK
from zhanggui.domain.delivery.facts import EventRecorded
from zhanggui.domain.delivery.landing import Landing, landing
from zhanggui.domain.delivery.models import Shipment, TrackingEvent
from zhanggui.domain.delivery.notices import CarrierNotice
from zhanggui.domain.delivery.reach import CarrierFile, telling_carrier
from zhanggui.domain.delivery.refusals import EventFromTheFuture, EventReused
from zhanggui.domain.delivery.states import ParcelState
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.schema.compiled import Compiled, Given
from zhanggui.schema.pipeline import pipelined
from zhanggui.schema.rows import insert
from zhanggui.schema.violations import refuse_as

__all__ = ["CarrierNotice", "Heard", "record_tracking_event"]

refuse_as("delivery_event_told_once", EventReused)
_HELD = Compiled(
    lambda: Shipment.objects.locked().filter(carrier=Given("carrier"), tracking_number=Given("number"))
)
_TOLD = Compiled(
    lambda: TrackingEvent.objects.filter(
        carrier=Given("carrier"), tracking_number=Given("number"), key=Given("key")
    )
)
CLOCKS_DIFFER = timedelta(minutes=10)
"""Clocks of carriers may run ahead of ours by so much."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What an event came to: the parcel it is about, and where it put it (None: it changed nothing)."""

    event: TrackingEvent
    shipment: Shipment | None
    became: ParcelState | None


@transaction.atomic
def record_tracking_event(*, carrier_id: UUID, notice: CarrierNotice, by: Actor, at: datetime) -> Heard:
    """Keep the event, and move the parcel if the event is news. The same event again changes nothing.

    Raises ``EventReused`` if an event of this key was told differently, ``EventFromTheFuture``.
    """
    by.require(TRACK)
    carrier = telling_carrier(carrier_id, by)
    if notice.occurred_at > at + CLOCKS_DIFFER:
        raise EventFromTheFuture
    shipment = _HELD.first(carrier=carrier_id, number=notice.tracking_number)
    if known := _told_before(carrier_id, notice):
        return Heard(known, shipment, None)

    event = _event(carrier_id, notice, shipment, at)
    change = landing(shipment, event) if shipment else None
    with pipelined():
        insert(event)
        if change:
            change.carry_out(by=by)
        _record(event, carrier, change, by=by, at=at)
    return Heard(event, shipment, change.became if change else None)


def _told_before(carrier_id: UUID, notice: CarrierNotice) -> TrackingEvent | None:
    told = _TOLD.first(carrier=carrier_id, number=notice.tracking_number, key=notice.key)
    if told and (told.code, told.occurred_at) != (notice.code, notice.occurred_at):
        raise EventReused(key=notice.key)
    return told


def _event(carrier_id: UUID, notice: CarrierNotice, shipment: Shipment | None, at: datetime) -> TrackingEvent:
    return TrackingEvent(
        carrier_id=carrier_id,
        tracking_number=notice.tracking_number,
        key=notice.key,
        shipment=shipment,
        code=notice.code,
        occurred_at=notice.occurred_at,
        received_at=at,
        place=notice.place,
        note=notice.note,
        signer=notice.signer,
    )


def _record(
    event: TrackingEvent, carrier: CarrierFile, change: Landing | None, *, by: Actor, at: datetime
) -> None:
    fact = EventRecorded(
        carrier=carrier.name,
        tracking_number=event.tracking_number,
        code=event.code,
        became=change.became.value if change and change.became else "",
    )
    if change is None:
        trail.record(fact, on=event, by=by, at=at)
        return
    order = trail.Subject("sales.order", change.shipment.order_id)
    trail.record(fact, on=change.shipment, by=by, at=at, thread=order)
