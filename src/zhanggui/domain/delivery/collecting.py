"""Collecting a parcel where no carrier of ours goes to the door (B-7.1.3)."""

from zhanggui.domain.delivery.models import PickupPoint
from zhanggui.domain.sales.operations import AddressWish


def collected_at(point: PickupPoint, *, recipient: str, mobile: str) -> AddressWish:
    """Where the parcel goes for somebody who collects it: to the point, under their own name and number."""
    return AddressWish(
        recipient=recipient,
        mobile=mobile,
        province=point.province,
        city=point.city,
        district=point.district,
        street=f"{point.street} {point.name}",
    )
