"""By when an order is promised, why, and whether it is late.

The promise rests on what carriers have shown on the lane from the warehouse that will send to the customer's
province. Where too few parcels went that way, the table in ``promises.toml`` holds.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from zhanggui.domain.delivery.reaching import Reached
from zhanggui.domain.delivery.refusals import OutOfArea
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.norms import norm


@dataclass(frozen=True, slots=True)
class Table:
    """The house's table of days as it stood in one period."""

    since: date
    to: date | None
    cut_off: time
    handling_days: int
    days_usually: int
    days: Mapping[str, int]
    beyond: frozenset[str]


@dataclass(frozen=True, slots=True)
class LaneDays:
    """Within how many days enough parcels of a lane came, and how many parcels that was."""

    days: int
    parcels: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """The last day on which it may arrive, and what that rests on.

    ``origin`` is where it will be sent from, if that is known; ``lane`` what carriers have shown on the way
    from there. Without it, ``days`` are those of the table.
    """

    on: date
    counts_for: date
    after_cut_off: bool
    cut_off: time
    days: int
    percent: int
    origin: str | None = None
    lane: LaneDays | None = None
    carrier: str = ""
    """The only one that goes there, where the house's table does not: by its own agreement."""


@cache
def tables() -> tuple[Table, ...]:
    """Every table the house has had, from ``promises.toml``."""
    text = files("zhanggui.domain.delivery").joinpath("promises.toml").read_text(encoding="utf-8")
    return tuple(_table(row) for row in tomllib.loads(text)["promise"])


def _table(row: dict[str, Any]) -> Table:
    return Table(
        since=row["from"],
        to=row.get("to"),
        cut_off=row["cut_off"],
        handling_days=row["handling_days"],
        days_usually=row["days_usually"],
        days=row["days"],
        beyond=frozenset(row["beyond"]),
    )


def promise(
    province: str,
    ordered_at: datetime,
    *,
    lanes: Mapping[str, LaneDays] | None = None,
    origin: str | None = None,
) -> Promised:
    """What is promised for an order of this moment. Raises ``OutOfArea``.

    ``lanes``: what carriers have shown on the ways into this province, by where they begin; ``origin``: where
    the warehouse stands that will send. An order that several must send rests on the table.
    """
    moment = ordered_at.astimezone(SHANGHAI)
    table = _in_force(moment.date())
    if province in table.beyond:
        raise OutOfArea(province=province)
    late = moment.time() > table.cut_off
    counts_for = moment.date() + timedelta(days=late)
    lane = (lanes or {}).get(origin) if origin else None
    days = table.days.get(province, table.days_usually)
    if lane is not None:
        days = table.handling_days + max(lane.days, 1)
    return Promised(
        on=counts_for + timedelta(days=days),
        counts_for=counts_for,
        after_cut_off=late,
        cut_off=table.cut_off,
        days=days,
        percent=norm("delivery.promise_percent", on=moment),
        origin=origin,
        lane=lane,
    )


def promise_by(reach: Reached, ordered_at: datetime) -> Promised:
    """What is promised where only this carrier goes, by the hours it has agreed to."""
    moment = ordered_at.astimezone(SHANGHAI)
    table = _in_force(moment.date())
    late = moment.time() > table.cut_off
    counts_for = moment.date() + timedelta(days=late)
    days = table.handling_days + reach.days
    return Promised(
        on=counts_for + timedelta(days=days),
        counts_for=counts_for,
        after_cut_off=late,
        cut_off=table.cut_off,
        days=days,
        percent=norm("delivery.promise_percent", on=moment),
        carrier=reach.carrier,
    )


def promised_on(province: str, ordered_at: datetime) -> date:
    """The last day by the table alone. Raises ``OutOfArea``."""
    return promise(province, ordered_at).on


def travel_days(province: str, at: datetime) -> int:
    """How many days the way to a province takes by the table, after a parcel has left."""
    table = _in_force(at.astimezone(SHANGHAI).date())
    return max(1, table.days.get(province, table.days_usually) - table.handling_days)


def earliest_leaving(at: datetime, *, ahead: int = 0, a_day: int | None = None) -> date:
    """The first day on which something can leave that so many others leave before.

    After the cut-off nothing leaves today; ``a_day`` is how many a warehouse sends on a usual day, if known.
    """
    moment = at.astimezone(SHANGHAI)
    late = moment.time() > _in_force(moment.date()).cut_off
    return moment.date() + timedelta(days=late + (ahead // a_day if a_day else 0))


def is_beyond(province: str, at: datetime) -> bool:
    """Whether no carrier of the house goes there."""
    return province in beyond_at(at)


def beyond_at(at: datetime) -> frozenset[str]:
    """The provinces to which no carrier of the house goes at this moment."""
    return _in_force(at.astimezone(SHANGHAI).date()).beyond


def _in_force(day: date) -> Table:
    return next(p for p in reversed(tables()) if p.since <= day and (p.to is None or day <= p.to))


def is_late(promised: date | None, arrived_at: datetime) -> bool:
    """Whether a parcel of this arrival is late: its calendar day in Shanghai is after the promised day."""
    return promised is not None and arrived_at.astimezone(SHANGHAI).date() > promised
