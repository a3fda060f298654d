"""Who tells us where parcels are: the port that adapters of trackers are connected to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from zhanggui.domain.delivery.notices import CarrierNotice
from zhanggui.domain.delivery.states import Errand, Tracker


class TrackerUnreachable(Exception):
    """The tracker did not answer, or not in a way that can be believed: ask again later."""


class TrackerRefused(Exception):
    """The tracker will not follow this parcel: asking again as it is would not help."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnTheRoad:
    """A parcel as a tracker has to know it. ``phone_end``: four digits, which some carriers ask for."""

    shipment_id: UUID
    carrier_number: str
    code: str
    tracking_number: str
    origin: str
    destination: str
    phone_end: str


class CarrierTracker(Protocol):
    """A tracker that can be asked to tell us of a parcel, and what it knows of one by now."""

    def follow(self, parcel: OnTheRoad, *, at: datetime) -> str:
        """Ask to be told of it; what the tracker said. Raises ``TrackerUnreachable``, ``TrackerRefused``."""
        ...

    def look(self, parcel: OnTheRoad, *, at: datetime) -> Sequence[CarrierNotice]:
        """What it knows of the parcel. Raises the same."""
        ...

    def tell(self, parcel: OnTheRoad, errand: Errand, where: str, *, at: datetime) -> bool:
        """Pass an instruction on to the carrier; whether it was taken. False: people have to tell people."""
        ...


_CONNECTED: dict[Tracker, CarrierTracker] = {}


def connect(tracker: Tracker, adapter: CarrierTracker) -> None:
    """Let this adapter speak for the tracker."""
    _CONNECTED[tracker] = adapter


def connected() -> frozenset[Tracker]:
    """The trackers that can be asked."""
    return frozenset(_CONNECTED)


def adapter_of(tracker: Tracker) -> CarrierTracker:
    """The adapter of a connected tracker. Raises ``KeyError``."""
    return _CONNECTED[tracker]


WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
)
"""How long to wait before asking again; after the last, a person looks after the parcel."""
