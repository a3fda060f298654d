"""What is to be expected of a parcel that has not arrived."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from zhanggui.domain.delivery import transit
from zhanggui.domain.delivery.lanes import Lanes, Way
from zhanggui.domain.delivery.models import Shipment
from zhanggui.domain.delivery.states import ParcelState
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.norms import norm

A_DAY = timedelta(days=1)
EVENING = 20
"""From this hour on, what is out for delivery may not arrive today."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """Whether a parcel will be late, and by when it will come instead."""

    late: bool
    expected_on: date
    chance: float | None = None
    """How likely it is late by its lane; none where too few parcels went that way."""


def foreseen(parcel: Shipment, lanes: Lanes, at: datetime) -> Outlook:
    """What is to be expected of a parcel that has not arrived."""
    moment = at.astimezone(SHANGHAI)
    today = moment.date()
    assert parcel.promised_on is not None
    assert parcel.shipped_at is not None
    assert parcel.carrier_id is not None
    left = (parcel.promised_on - today).days
    out_today = parcel.state == ParcelState.OUT_FOR_DELIVERY and _within_a_day(parcel, at)
    over = left < 0 or (left == 0 and moment.hour >= EVENING)
    if out_today and not over:
        return Outlook(False, today)
    way = Way(parcel.carrier_id, parcel.allocation.warehouse.province, parcel.order.address.province)
    gone = (today - parcel.shipped_at.astimezone(SHANGHAI).date()).days
    # A try that failed costs a day: the carrier comes again tomorrow at the earliest.
    lost = int(parcel.state == ParcelState.FAILED)
    return by_lane(lanes.tally(way), (gone, left, lost), today, over=over, at=at)


def by_lane(
    tally: Sequence[int] | None, days: tuple[int, int, int], today: date, *, over: bool, at: datetime
) -> Outlook:
    """Judged by a lane's tally; without one, by the last event alone. ``days``: gone, left, lost."""
    gone, left, lost = days
    chance = transit.chance_late(tally, gone=gone, left=left - lost) if tally else None
    if tally is None or chance is None:
        return Outlook(over or left - lost <= 1, today + timedelta(days=max(left + 1, 1) + 1))
    more = transit.days_expected(tally, gone=gone, percent=norm("delivery.promise_percent", on=at)) or 0
    late = over or chance * 100 >= norm("delivery.warning_percent", on=at)
    return Outlook(late, today + timedelta(days=max(more + lost, left + 1, 1)), chance)


def _within_a_day(parcel: Shipment, at: datetime) -> bool:
    return parcel.state_since is not None and parcel.state_since > at - A_DAY
