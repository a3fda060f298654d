"""Opening a place where people collect parcels that no carrier of ours brings to them (B-7.1.3)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from zhanggui.domain.delivery.capabilities import OPEN_POINT
from zhanggui.domain.delivery.facts import PointOpened
from zhanggui.domain.delivery.models import PickupPoint
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Where it is, when it is open, and the provinces whose people may collect there."""

    code: str
    name: str
    province: str
    city: str
    district: str
    street: str
    hours: str
    serves: tuple[str, ...]


@transaction.atomic
def open_pickup_point(*, point: Point, by: Actor, at: datetime) -> PickupPoint:
    """Open it, or change what is known of it."""
    by.require(OPEN_POINT)
    found = PickupPoint.objects.locked().filter(code=point.code).first() or PickupPoint(code=point.code)
    found.name, found.province, found.city = point.name, point.province, point.city
    found.district, found.street, found.hours = point.district, point.street, point.hours
    found.serves, found.opened_by_id, found.opened_at = list(point.serves), by.account_id, at
    found.save()
    trail.record(PointOpened(name=found.name), on=found, by=by, at=at)
    return found
