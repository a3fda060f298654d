"""A parcel's way as a line of places with times, and the promise beside the fact. No map is needed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from zhanggui.domain.delivery.models import Shipment
from zhanggui.domain.delivery.states import CARRIER_CODES, ParcelState
from zhanggui.kernel.clock import SHANGHAI


class Here(StrEnum):
    """Where a station lies on the way, seen from the parcel."""

    PASSED = "passed"
    NOW = "now"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Station:
    """A place on the way, when the parcel came there, and what was said of it last."""

    place: str
    at: datetime | None
    code: str
    here: Here


@dataclass(frozen=True, slots=True)
class Route:
    """The stations in order; and on a scale from 0 to 100, from the hand-over: now, the promise, the end.

    ``told`` is the new day the customer was told of when the promise could not be kept.
    """

    stations: Sequence[Station]
    promised_on: date | None
    told: date | None
    arrived_at: datetime | None
    now: int
    promise: int | None

    @property
    def late(self) -> bool:
        """Whether it came, or is still under way, after the promise."""
        return self.promise is not None and self.now > self.promise


def route_of(parcel: Shipment, at: datetime) -> Route:
    """The way of a parcel that was read with its events, its warehouse and its order's address."""
    address = parcel.order.address
    passed = _passed(parcel)
    begins = parcel.shipped_at or parcel.packed_at
    stations = [Station(parcel.allocation.warehouse.province, begins, "shipped", Here.PASSED), *passed]
    goal = f"{address.province}{address.city}" if address.city != address.province else address.province
    if parcel.state in (ParcelState.DELIVERED, ParcelState.RETURNED, ParcelState.LOST):
        here = Here.PASSED if parcel.state == ParcelState.DELIVERED else Here.AHEAD
        stations.append(Station(goal, parcel.delivered_at, parcel.state, here))
    else:
        last = stations[-1]
        stations[-1] = Station(last.place, last.at, last.code, Here.NOW)
        stations.append(Station(goal, None, "", Here.AHEAD))
    end = parcel.delivered_at or at
    due = _end_of(parcel.promised_on) if parcel.promised_on else None
    span = max((max(end, due) if due else end) - begins, end - begins).total_seconds() or 1
    return Route(
        stations=stations,
        promised_on=parcel.promised_on,
        told=parcel.expected_on if parcel.delivered_at is None else None,
        arrived_at=parcel.delivered_at,
        now=round(100 * (end - begins).total_seconds() / span),
        promise=round(100 * (due - begins).total_seconds() / span) if due else None,
    )


def _passed(parcel: Shipment) -> list[Station]:
    """Where it was seen, each place once in a row, with the first time there."""
    found: list[Station] = []
    for event in sorted(parcel.events.all(), key=lambda one: (one.occurred_at, one.received_at)):
        if CARRIER_CODES.get(event.code) is ParcelState.DELIVERED:
            continue
        if found and (not event.place or event.place == found[-1].place):
            last = found[-1]
            found[-1] = Station(last.place, last.at, event.code, Here.PASSED)
        elif event.place:
            found.append(Station(event.place, event.occurred_at, event.code, Here.PASSED))
    return found


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(23, 59, 59), tzinfo=SHANGHAI)
