"""By when an order is promised, and whether it is late."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from zhanggui.domain.delivery.refusals import OutOfArea
from zhanggui.kernel.clock import SHANGHAI


@dataclass(frozen=True, slots=True)
class Promise:
    """The house's promise as it stood in one period."""

    since: date
    to: date | None
    cut_off: time
    days_usually: int
    days: Mapping[str, int]
    beyond: frozenset[str]


@cache
def promises() -> tuple[Promise, ...]:
    """Every promise the house has made, from ``promises.toml``."""
    text = files("zhanggui.domain.delivery").joinpath("promises.toml").read_text(encoding="utf-8")
    return tuple(_promise(row) for row in tomllib.loads(text)["promise"])


def _promise(row: dict[str, Any]) -> Promise:
    return Promise(
        since=row["from"],
        to=row.get("to"),
        cut_off=row["cut_off"],
        days_usually=row["days_usually"],
        days=row["days"],
        beyond=frozenset(row["beyond"]),
    )


def promised_on(province: str, ordered_at: datetime) -> date:
    """The last day on which an order of this moment may arrive there. Raises ``OutOfArea``."""
    moment = ordered_at.astimezone(SHANGHAI)
    promise = _in_force(moment.date())
    if province in promise.beyond:
        raise OutOfArea(province=province)
    counts_for = moment.date() + timedelta(days=moment.time() > promise.cut_off)
    return counts_for + timedelta(days=promise.days.get(province, promise.days_usually))


def _in_force(day: date) -> Promise:
    return next(p for p in reversed(promises()) if p.since <= day and (p.to is None or day <= p.to))


def is_late(promised: date | None, arrived_at: datetime) -> bool:
    """Whether a parcel of this arrival is late: its calendar day in Shanghai is after the promised day."""
    return promised is not None and arrived_at.astimezone(SHANGHAI).date() > promised
