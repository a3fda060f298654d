"""Which box holds the goods, and what the parcel should weigh.

Pure Python. The page ``docs/algorithms/boxes.md`` works through its numbers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import permutations

from zhanggui.domain.inventory.sizes import Size

PLACED_ONE_BY_ONE = 30
"""More pieces than this are not placed one by one: the box may be filled to ``FULL_PERCENT``."""
FULL_PERCENT = 75
Point = tuple[int, int, int]
Edges = tuple[int, int, int]


class Why(StrEnum):
    """Why a box is or is not proposed."""

    FITS = "fits"
    TOO_HEAVY = "too_heavy"
    """The goods weigh more than it bears."""
    TOO_LONG = "too_long"
    """One piece is longer than the box, however it is turned."""
    TOO_SMALL = "too_small"
    """All pieces together have more volume."""
    NO_ROOM = "no_room"
    """The volume would do, but the pieces cannot be laid beside and upon each other."""


@dataclass(frozen=True, slots=True)
class Box:
    """A kind of box: its edges inside, what it weighs empty, and what it bears."""

    code: str
    edges: Edges
    tare_grams: int
    limit_grams: int

    @property
    def volume(self) -> int:
        """Cubic millimetres inside."""
        return _volume(self.edges)


@dataclass(frozen=True, slots=True)
class Tried:
    """A box that was looked at, and what came of it."""

    box: Box
    why: Why


def propose(pieces: Sequence[Size], boxes: Sequence[Box]) -> list[Tried]:
    """The boxes from the smallest up, each with why not; the last is the smallest that holds everything.

    Where none does, the last one says why not, too.
    """
    tried = []
    for box in sorted(boxes, key=lambda box: (box.volume, box.code)):
        tried.append(Tried(box, _why(pieces, box)))
        if tried[-1].why is Why.FITS:
            break
    return tried


def chosen(tried: Sequence[Tried]) -> Box | None:
    """The box that is proposed, if there is one."""
    return tried[-1].box if tried and tried[-1].why is Why.FITS else None


def expected_grams(pieces: Sequence[Size | None], tare_grams: int) -> int | None:
    """What the closed parcel should weigh; None while a piece was never weighed."""
    known = [piece.weight_grams for piece in pieces if piece is not None]
    return sum(known) + tare_grams if len(known) == len(pieces) else None


def agrees(weighed_grams: int, expected: int, *, percent: int, grams: int) -> bool:
    """Whether the scales say what they should: within so many percent, or so many grams if that is more."""
    allowed = max(grams, expected * percent // 100)
    return abs(weighed_grams - expected) <= allowed


def _why(pieces: Sequence[Size], box: Box) -> Why:
    room: Edges = tuple(sorted(box.edges, reverse=True))  # type: ignore[assignment]
    if sum(piece.weight_grams for piece in pieces) > box.limit_grams:
        return Why.TOO_HEAVY
    if any(edge > most for piece in pieces for edge, most in zip(piece.edges, room, strict=True)):
        return Why.TOO_LONG
    volume = sum(_volume(piece.edges) for piece in pieces)
    if volume > box.volume:
        return Why.TOO_SMALL
    if len(pieces) > PLACED_ONE_BY_ONE:
        return Why.FITS if volume * 100 <= box.volume * FULL_PERCENT else Why.NO_ROOM
    orders = (
        sorted(pieces, key=lambda piece: (_volume(piece.edges), piece.edges), reverse=True),
        sorted(pieces, key=lambda piece: piece.edges, reverse=True),
    )
    return Why.FITS if any(_placed([one.edges for one in order], room) for order in orders) else Why.NO_ROOM


def _placed(pieces: Sequence[Edges], room: Edges) -> bool:
    """Whether each piece in turn finds a corner: low ones first, then those at the back and the left."""
    corners: list[Point] = [(0, 0, 0)]
    lying: list[tuple[Point, Edges]] = []
    for piece in pieces:
        spot = next(_spots(piece, corners, lying, room), None)
        if spot is None:
            return False
        (x, y, z), (length, width, height) = spot
        lying.append(spot)
        corners.remove((x, y, z))
        corners += [(x + length, y, z), (x, y + width, z), (x, y, z + height)]
        corners.sort(key=lambda corner: (corner[2], corner[1], corner[0]))
    return True


def _spots(
    piece: Edges, corners: Sequence[Point], lying: Sequence[tuple[Point, Edges]], room: Edges
) -> Iterator[tuple[Point, Edges]]:
    for corner in corners:
        for turned in _turnings(piece):
            inside = all(at + edge <= most for at, edge, most in zip(corner, turned, room, strict=True))
            if inside and not any(_meet(corner, turned, *other) for other in lying):
                yield corner, turned


def _turnings(piece: Edges) -> list[Edges]:
    """The six ways to lay it down, fewer where edges are equal."""
    return list(dict.fromkeys((piece[a], piece[b], piece[c]) for a, b, c in permutations(range(3))))


def _meet(one: Point, one_edges: Edges, other: Point, other_edges: Edges) -> bool:
    return all(
        a < b + b_edge and b < a + a_edge
        for a, a_edge, b, b_edge in zip(one, one_edges, other, other_edges, strict=True)
    )


def _volume(edges: Edges) -> int:
    length, width, height = edges
    return length * width * height
