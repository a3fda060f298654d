"""What goods are worth: the moving weighted average (移动加权平均), in whole fen."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Movement:
    """Pieces that came (above zero) or went on a day; what they cost, where somebody was paid for them."""

    pieces: int
    cost_fen: int | None = None


@dataclass(frozen=True, slots=True)
class Worth:
    """So many pieces, and what they are worth together."""

    pieces: int
    value_fen: int

    def of(self, pieces: int) -> int:
        """What so many of them are worth, to the nearest fen; the last ones take what is left.

        >>> Worth(3, 1000).of(1), Worth(3, 1000).of(3)
        (333, 1000)
        """
        if pieces >= self.pieces:
            return self.value_fen if self.pieces else 0
        return (2 * self.value_fen * pieces + self.pieces) // (2 * self.pieces)


@dataclass(frozen=True, slots=True)
class Account:
    """A period of one article in one place: how it began, what came and went, how it ended."""

    opening: Worth
    came: Worth
    went: Worth
    closing: Worth


def moving_average(opening: Worth, days: Sequence[Sequence[Movement]]) -> Account:
    """Value what came at its cost, and what went at the average of its day.

    What came without a price of its own (a customer's return, a surplus) is worth the average before it.
    Within a day, what came counts before what went.

    >>> moving_average(Worth(10, 1000), [[Movement(-5), Movement(10, 2000)]]).closing
    Worth(pieces=15, value_fen=2250)
    """
    held, came, went = opening, Worth(0, 0), Worth(0, 0)
    for movements in days:
        for movement in sorted(movements, key=lambda one: (one.pieces < 0, one.cost_fen is None)):
            pieces = abs(movement.pieces)
            if movement.pieces > 0:
                value = movement.cost_fen if movement.cost_fen is not None else _at_average(held, pieces)
                held, came = _plus(held, pieces, value), _plus(came, pieces, value)
            else:
                value = held.of(pieces)
                held, went = _plus(held, -pieces, -value), _plus(went, pieces, value)
    return Account(opening, came, went, held)


def _plus(worth: Worth, pieces: int, value_fen: int) -> Worth:
    return Worth(worth.pieces + pieces, worth.value_fen + value_fen)


def _at_average(held: Worth, pieces: int) -> int:
    return (2 * held.value_fen * pieces + held.pieces) // (2 * held.pieces) if held.pieces > 0 else 0
