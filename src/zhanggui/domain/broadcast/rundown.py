"""The rundown of a slot, minute by minute: arithmetic of who is shown when. Pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Span:
    """From when until when one article is shown, and whether it still fits into the slot."""

    starts_at: datetime
    ends_at: datetime
    fits: bool

    @property
    def minutes(self) -> int:
        """How long it is, in whole minutes."""
        return round((self.ends_at - self.starts_at) / MINUTE)


def spans(starts_at: datetime, ends_at: datetime, minutes: Sequence[int]) -> list[Span]:
    """When each article is shown, in their order.

    Those without minutes of their own (0) share evenly, in whole minutes, what the others leave; the first of
    them take what does not divide.
    """
    shares = _shares(round((ends_at - starts_at) / MINUTE), minutes)
    found, moment = [], starts_at
    for share in shares:
        until = moment + share * MINUTE
        found.append(Span(moment, until, until <= ends_at and share > 0))
        moment = until
    return found


def _shares(whole: int, minutes: Sequence[int]) -> list[int]:
    open_ones = [place for place, one in enumerate(minutes) if one == 0]
    left = max(whole - sum(minutes), 0)
    shares = list(minutes)
    for order, place in enumerate(open_ones):
        shares[place] = left // len(open_ones) + (order < left % len(open_ones))
    return shares
