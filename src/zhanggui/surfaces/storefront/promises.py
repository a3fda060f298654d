"""By when things arrive somewhere, as a page says it."""

from dataclasses import dataclass
from datetime import date, datetime

from zhanggui.domain.delivery.promising import promised_on
from zhanggui.domain.delivery.refusals import OutOfArea
from zhanggui.surfaces.storefront.doors import said


@dataclass(frozen=True, slots=True)
class Promise:
    """The day, or why nothing goes there."""

    day: date | None
    why_not: str = ""


def to(province: str, at: datetime) -> Promise:
    """What is promised for an order of this moment."""
    try:
        return Promise(promised_on(province, at))
    except OutOfArea as refusal:
        return Promise(None, said(refusal))
