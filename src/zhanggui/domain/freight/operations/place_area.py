"""Saying where an area lies, and when it may be driven into."""

from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal

from django.db import transaction

from zhanggui.domain.freight.capabilities import KEEP_FLEET
from zhanggui.domain.freight.facts import AreaPlaced
from zhanggui.domain.freight.models import Area
from zhanggui.domain.freight.refusals import PlaceWrong
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaWish:
    """A district and its middle, in degrees; an empty district is the whole city."""

    province: str
    city: str
    district: str
    latitude: Decimal
    longitude: Decimal
    opens_at: time
    closes_at: time


@transaction.atomic
def place_area(*, wish: AreaWish, by: Actor, at: datetime) -> Area:
    """Enter an area, or correct it."""
    by.require(KEEP_FLEET)
    if not abs(wish.latitude) <= 90 or not abs(wish.longitude) <= 180 or wish.closes_at <= wish.opens_at:
        raise PlaceWrong
    said = {
        "latitude": wish.latitude,
        "longitude": wish.longitude,
        "opens_at": wish.opens_at,
        "closes_at": wish.closes_at,
    }
    area, _ = Area.objects.locked().update_or_create(
        province=wish.province.strip(),
        city=wish.city.strip(),
        district=wish.district.strip(),
        defaults=said,
    )
    trail.record(AreaPlaced(area=str(area)), on=area, by=by, at=at)
    return area
