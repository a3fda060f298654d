"""What waits for our own vehicles, and where it has to go."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from zhanggui.domain.delivery.queries import in_carriers_hands
from zhanggui.domain.freight.models import Area, Stop, Vehicle
from zhanggui.domain.freight.refusals import AreaUnknown
from zhanggui.domain.freight.routing import Drop, Place

PARCELS_MOST = 300
"""How many parcels one planning takes, the longest waiting first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A parcel that our own carrier has and no vehicle has brought."""

    shipment_id: UUID
    number: str
    area: Area
    grams: int
    drop: Drop


def minute_of(moment: time) -> int:
    """The minute of the day."""
    return 60 * moment.hour + moment.minute


def time_of(minute: int) -> time:
    """The clock at a minute of the day; the last minute at the latest."""
    return time(*divmod(min(minute, 24 * 60 - 1), 60))


def place_of(area: Area) -> Place:
    """Where the middle of an area is."""
    return Place(float(area.latitude), float(area.longitude))


def house_place(warehouse: Any) -> Place:
    """Where a warehouse stands: the middle of its city, entered without a district. ``AreaUnknown``."""
    return place_of(_area(warehouse.province, warehouse.city, ""))


def own_carriers() -> set[UUID]:
    """The carriers that drive our own vehicles."""
    return set(Vehicle.objects.filter(retired_at=None).values_list("carrier_id", flat=True))


def waiting_parcels(warehouse_id: UUID, carriers: Collection[UUID], day: date) -> list[Waiting]:
    """Parcels that no tour of this day or later brings, in the order they were packed. ``AreaUnknown``."""
    toured = Stop.objects.filter(tour__day__gte=day).values("shipment")
    found = in_carriers_hands(warehouse_id, carriers).exclude(pk__in=toured)
    return [_waiting(parcel) for parcel in found.order_by("packed_at", "pk")[:PARCELS_MOST]]


def _waiting(parcel: Any) -> Waiting:
    address = parcel.order.address
    area = _area(address.province, address.city, address.district)
    grams = int(parcel.packing["weight_grams"])
    drop = Drop(
        place=place_of(area), grams=grams, opens=minute_of(area.opens_at), closes=minute_of(area.closes_at)
    )
    return Waiting(shipment_id=parcel.pk, number=parcel.number, area=area, grams=grams, drop=drop)


def _area(province: str, city: str, district: str) -> Area:
    """The district, or else its whole city."""
    named = Area.objects.filter(province=province, city=city, district__in=[district, ""])
    area = named.order_by("-district").first()
    if area is None:
        raise AreaUnknown(area=f"{province}{city}{district}")
    return area
