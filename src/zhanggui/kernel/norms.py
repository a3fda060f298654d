"""The numbers of the law as dated configuration: value, unit, source, in force from and to.

Rules change (eight instruments did between March 2025 and April 2026), and a decision of last year
is judged by last year's number. So a rule is asked with the day it is for.
"""

import tomllib
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from zhanggui.kernel.clock import SHANGHAI


class Basis(StrEnum):
    """Whose number it is."""

    LAW = "law"
    """As the source has it."""
    HOUSE = "house"
    """Chosen by the house: the law leaves it open, or the house promises more."""


@dataclass(frozen=True, slots=True)
class NormNumber:
    """One number as it stands in one instrument for one period."""

    key: str
    value: Any
    unit: str
    source: str
    basis: Basis
    in_force_from: date
    in_force_to: date | None

    def in_force(self, on: date) -> bool:
        return self.in_force_from <= on and (self.in_force_to is None or on <= self.in_force_to)


class NoSuchNorm(LookupError):
    """No number of this name is in force on that day."""


_reaching_back: ContextVar[bool] = ContextVar("reaching_back", default=False)


@cache
def all_numbers() -> tuple[NormNumber, ...]:
    """Every dated number the house knows, from ``kernel/norms.toml``."""
    text = files("zhanggui.kernel").joinpath("norms.toml").read_text(encoding="utf-8")
    return tuple(
        NormNumber(
            key=row["key"],
            value=row["value"],
            unit=row["unit"],
            source=row["source"],
            basis=Basis(row["basis"]),
            in_force_from=row["from"],
            in_force_to=row.get("to"),
        )
        for row in tomllib.loads(text)["number"]
    )


@cache
def _of(key: str) -> tuple[NormNumber, ...]:
    return tuple(number for number in all_numbers() if number.key == key)


def number_in_force(key: str, *, on: date | datetime) -> NormNumber:
    """The number ``key`` as it stands on that day (of Shanghai), with its source. Raises ``NoSuchNorm``."""
    day = on.astimezone(SHANGHAI).date() if isinstance(on, datetime) else on
    for number in _of(key):
        if number.in_force(day):
            return number
    first = min(_of(key), key=lambda number: number.in_force_from, default=None)
    if _reaching_back.get() and first is not None and day < first.in_force_from:
        return first
    raise NoSuchNorm(key, day)


def let_first_numbers_reach_back() -> None:
    """Judge what happened before a number was in force by its first value, from here on in this context.

    For a history from elsewhere, lived again here: the house had no other rule for those days.
    """
    _reaching_back.set(True)


def norm(key: str, *, on: date | datetime) -> Any:
    """The value of ``key`` in force on that day (of Shanghai). Raises ``NoSuchNorm``."""
    return number_in_force(key, on=on).value


def source_of(key: str, *, on: date | datetime) -> str:
    """The law or norm that ``key`` comes from, as in force on that day."""
    return number_in_force(key, on=on).source
