"""Who goes where the house's own table of days does not: asked of whoever knows what carriers have agreed to.

The question is a port: freight, which knows price tables, answers; delivery says what is promised then.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Reached:
    """A carrier whose agreement covers a province, and within how many days it is there."""

    carrier: str
    days: int


Finder = Callable[[str, datetime], Reached | None]
_finders: list[Finder] = []


def connect(finder: Finder) -> None:
    """From now on, this one is asked too."""
    if finder not in _finders:
        _finders.append(finder)


def reached(province: str, at: datetime) -> Reached | None:
    """The quickest carrier that goes there by an agreement in force; none, if no one does."""
    found = [one for finder in _finders if (one := finder(province, at)) is not None]
    return min(found, key=lambda one: one.days, default=None)
