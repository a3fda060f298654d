"""What a carrier tells, as the house takes it."""

from dataclasses import dataclass
from datetime import datetime


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
