"""Short public links to a parcel's way: signed, so that nobody finds another's by counting.

``P261124-00017-k3v9q2m8x4ta``: the parcel's number and 60 bits of HMAC-SHA256 over it. Nothing is stored; a
link opens until some days after the parcel's end, and shows nothing that tells who its customer is.
"""

import hmac
from base64 import b32encode
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings

from zhanggui.domain.delivery.models import Shipment
from zhanggui.domain.delivery.states import FINAL
from zhanggui.kernel.norms import norm
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms.access.signed_calls import secret_of

SECRET = "parcel_links"  # noqa: S105 (the name of the secret)
LENGTH = 12


def code_of(number: str) -> str:
    """The code of a parcel's link."""
    signed = hmac.new(secret_of(SECRET).encode(), number.encode(), sha256).digest()
    return f"{number}-{b32encode(signed).decode().lower()[:LENGTH]}"


def link_to(number: str) -> str:
    """The whole link, to be sent."""
    return f"{settings.PUBLIC_URL}/t/{code_of(number)}"


def parcel_behind(code: str, *, at: datetime) -> Shipment:
    """The parcel of a link, with what its page shows. ``NotFound`` for a forged one, or too long after."""
    number, _, _ = code.rpartition("-")
    if not hmac.compare_digest(code_of(number).encode(), code.encode()):
        raise NotFound
    found = (
        Shipment.objects.filter(number=number)
        .select_related("order__address", "allocation__warehouse", "carrier__organisation")
        .prefetch_related("events")
        .first()
    )
    if found is None:
        raise NotFound
    over = found.state_since if found.state in FINAL else None
    if over is not None and at > over + timedelta(days=norm("delivery.link_days", on=at)):
        raise NotFound
    return found
