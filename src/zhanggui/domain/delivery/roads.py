"""Parcels as trackers have to know them: read for those who ask trackers."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from zhanggui.domain.delivery.models import CarrierLine, Following, Instruction, Shipment
from zhanggui.domain.delivery.states import FINAL, FollowState, Tracker
from zhanggui.domain.delivery.trackers import OnTheRoad, connected
from zhanggui.kernel.refusal import NotFound

LOOK_BACK = timedelta(days=14)
"""Parcels handed over longer ago are at their end, or with a person."""


def to_be_followed(*, at: datetime, limit: int = 200) -> Sequence[tuple[UUID, Tracker]]:
    """Parcels whose tracker is to be asked now: for the first time, or again. New ones come first."""
    askable = connected()
    new = (
        Shipment.objects.filter(
            shipped_at__gt=at - LOOK_BACK,
            shipped_at__lte=at,
            following=None,
            carrier__line__tracker__in=askable,
        )
        .exclude(state__in=FINAL)
        .order_by("shipped_at")
        .values_list("id", "carrier__line__tracker")
    )
    again = (
        Following.objects.filter(state=FollowState.WAITING, next_try_at__lte=at, tracker__in=askable)
        .order_by("next_try_at")
        .values_list("shipment_id", "tracker")
    )
    rows = [*new[:limit], *again[:limit]][:limit]
    return [(shipment, Tracker(tracker)) for shipment, tracker in rows]


def on_the_road(shipment_id: UUID) -> OnTheRoad:
    """One parcel. ``NotFound`` for one that no carrier with a line has."""
    found = _with_a_line().filter(pk=shipment_id).first()
    if found is None or found.carrier is None:
        raise NotFound
    return OnTheRoad(
        shipment_id=found.id,
        carrier_number=found.carrier.number,
        code=found.carrier.line.code,
        tracking_number=found.tracking_number,
        origin=found.allocation.warehouse.province,
        destination=f"{found.order.address.province}{found.order.address.city}",
        phone_end=found.order.address.mobile[-4:],
    )


def _with_a_line() -> QuerySet[Shipment]:
    return Shipment.objects.filter(carrier__line__isnull=False).select_related(
        "carrier__line", "allocation__warehouse", "order__address"
    )


def carrier_called(tracker: Tracker, code: str) -> UUID | None:
    """The carrier that a tracker knows by this name."""
    lines = CarrierLine.objects.filter(tracker=tracker, code=code)
    return lines.values_list("carrier_id", flat=True).first()


def line_of(number: str) -> CarrierLine | None:
    """The line of the carrier with this number (C000001)."""
    return CarrierLine.objects.select_related("carrier__organisation").filter(carrier__number=number).first()


def parcel_of(carrier_id: UUID, tracking_number: str) -> Shipment | None:
    """The parcel of this number with this carrier."""
    return Shipment.objects.filter(carrier=carrier_id, tracking_number=tracking_number).first()


def silent_since(moment: datetime, *, limit: int = 200) -> list[UUID]:
    """Parcels on the road of which nothing was heard since then, and about which nobody does anything yet."""
    found = (
        Shipment.objects.filter(shipped_at__lte=moment, delivered_at=None, settled_at=None)
        .filter(Q(last_event_at=None) | Q(last_event_at__lte=moment))
        .exclude(state__in=FINAL)
        .exclude(troubles__settled_at=None, troubles__kind__isnull=False)
        .order_by("shipped_at")
    )
    return list(found.values_list("id", flat=True)[:limit])


def instructions_to_pass_on(*, limit: int = 100) -> list[Instruction]:
    """What was not taken yet by carriers whose program can be told."""
    found = Instruction.objects.filter(
        taken_at=None, shipment__carrier__line__tracker=Tracker.WEBHOOK
    ).exclude(shipment__state__in=FINAL)
    return list(found.select_related("address").order_by("given_at")[:limit])
