"""The stand-in carrier's program: what it remembers of a parcel, and how it tells the house."""

from datetime import datetime
from typing import Any

from django.conf import settings

from zhanggui.integrations.carrier_webhook.models import CarriedParcel
from zhanggui.integrations.carrier_webhook.playing import Scan, way_of
from zhanggui.integrations.carrier_webhook.transport import post_signed


def announce(asked: dict[str, Any], at: datetime) -> tuple[Scan, ...]:
    """Take a parcel over; the way it will take. Announced again, it takes no other."""
    parcel, new = CarriedParcel.objects.get_or_create(
        tracking_number=asked["tracking_number"],
        defaults={"origin": asked["origin"], "destination": asked["destination"], "announced_at": at},
    )
    return _way(parcel) if new else ()


def known(tracking_number: str, at: datetime) -> list[dict[str, Any]]:
    """What has happened to a parcel by now."""
    parcel = CarriedParcel.objects.filter(tracking_number=tracking_number).first()
    return [written(tracking_number, scan) for scan in _way(parcel) if scan.at <= at] if parcel else []


def _way(parcel: CarriedParcel) -> tuple[Scan, ...]:
    return way_of(parcel.tracking_number, parcel.origin, parcel.destination, starts=parcel.announced_at)


def written(tracking_number: str, scan: Scan) -> dict[str, Any]:
    """A scan as the call has it."""
    return {
        "tracking_number": tracking_number,
        "key": f"{tracking_number}-{scan.code}-{scan.at:%m%d%H%M}",
        "code": scan.code,
        "occurred_at": scan.at.isoformat(),
        "place": scan.place,
        "note": scan.said,
    }


def tell(carrier_number: str, event: dict[str, Any], *, at: datetime) -> None:
    """Tell the house of one event."""
    post_signed(
        f"{settings.PUBLIC_URL}/carriers/{carrier_number}/events", carrier_number, {"events": [event]}, at
    )
