"""By when things arrive somewhere, and why then, as a page says it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext

from zhanggui.domain.delivery.lanes import promise_to
from zhanggui.domain.delivery.models import PickupPoint
from zhanggui.domain.delivery.promising import Promised
from zhanggui.domain.delivery.queries import points_for
from zhanggui.domain.delivery.refusals import OutOfArea
from zhanggui.surfaces.storefront.doors import said


@dataclass(frozen=True, slots=True)
class Promise:
    """The day and its reason; or why nothing goes there, and where it can be collected instead."""

    day: date | None
    why_not: str = ""
    why: str = ""
    points: tuple[PickupPoint, ...] = ()


def to(province: str, at: datetime, skus: Iterable[UUID]) -> Promise:
    """What is promised for an order of these goods at this moment."""
    try:
        promised = promise_to(province, skus, at=at)
    except OutOfArea as refusal:
        return Promise(None, said(refusal), points=tuple(points_for(province)))
    return Promise(promised.on, why=_why(promised))


def _why(promised: Promised) -> str:
    until = f"{promised.cut_off:%H:%M}"
    begins = (
        gettext("Ordered after %(time)s, it counts for tomorrow.")
        if promised.after_cut_off
        else gettext("Ordered until %(time)s, it counts for today.")
    ) % {"time": until}
    if promised.carrier:
        there = gettext("Only %(carrier)s goes there; these are the days it has agreed to.")
        return f"{begins} {there % {'carrier': promised.carrier}}"
    if promised.lane is None:
        return begins
    shown = gettext(
        "It leaves from %(origin)s; of the last %(parcels)d parcels on this way, %(percent)d of 100 took"
        " %(days)d days or less."
    ) % {
        "origin": promised.origin,
        "parcels": promised.lane.parcels,
        "percent": promised.percent,
        "days": promised.lane.days,
    }
    return f"{begins} {shown}"
