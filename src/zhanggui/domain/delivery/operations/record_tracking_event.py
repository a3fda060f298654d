"""Recording what a carrier tells: late, twice, in any order, or about a number we do not know yet."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.capabilities import TRACK
from zhanggui.domain.delivery.facts import EventRecorded
from zhanggui.domain.delivery.landing import move
from zhanggui.domain.delivery.models import Shipment, TrackingEvent
from zhanggui.domain.delivery.reach import CarrierFile, telling_carrier
from zhanggui.domain.delivery.refusals import EventFromTheFuture, EventReused
from zhanggui.domain.delivery.states import ParcelState
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail

CLOCKS_DIFFER = timedelta(minutes=10)
"""Clocks of carriers may run ahead of ours by so much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CarrierNotice:
    """One event as a carrier tells it. ``key`` is its own identifier of the event."""

    tracking_number: str
    key: str
    code: str
    occurred_at: datetime
    place: str = ""
    note: str = ""
    signer: str = ""


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
    shipments = Shipment.objects.locked().filter(carrier_id=carrier_id)
    shipment = shipments.filter(tracking_number=notice.tracking_number).first()
    event, news = _kept(carrier_id, notice, shipment, at)
    if not news:
        return Heard(event, shipment, None)

    became = move(shipment, event, by=by) if shipment else None
    _record(event, carrier, shipment, became, by=by, at=at)
    return Heard(event, shipment, became)


def _kept(
    carrier_id: UUID, notice: CarrierNotice, shipment: Shipment | None, at: datetime
) -> tuple[TrackingEvent, bool]:
    event, news = TrackingEvent.objects.get_or_create(
        carrier_id=carrier_id,
        tracking_number=notice.tracking_number,
        key=notice.key,
        defaults={
            "shipment": shipment,
            "code": notice.code,
            "occurred_at": notice.occurred_at,
            "received_at": at,
            "place": notice.place,
            "note": notice.note,
            "signer": notice.signer,
        },
    )
    if (event.code, event.occurred_at) != (notice.code, notice.occurred_at):
        raise EventReused(key=notice.key)
    return event, news


def _record(
    event: TrackingEvent,
    carrier: CarrierFile,
    shipment: Shipment | None,
    became: ParcelState | None,
    *,
    by: Actor,
    at: datetime,
) -> None:
    fact = EventRecorded(
        carrier=carrier.name,
        tracking_number=event.tracking_number,
        code=event.code,
        became=became.value if became else "",
    )
    thread = trail.Subject("sales.order", shipment.order_id) if shipment else None
    trail.record(fact, on=shipment or event, by=by, at=at, thread=thread)
