"""Points and levels: how many, until when, and what a year of buying makes of a member. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from zhanggui.kernel.money import Fen

FAVOURITES_MAX = 200
SEEN_MAX = 60
WATCHES_MAX = 50


@dataclass(frozen=True, slots=True)
class Level:
    """One level: its code, from how much bought in twelve months it is held, and what it makes of a point."""

    code: str
    from_fen: Fen
    percent: int


def levels_of(codes: Sequence[str], from_yuan: Sequence[int], percents: Sequence[int]) -> tuple[Level, ...]:
    """The levels, the lowest first."""
    rows = zip(codes, from_yuan, percents, strict=True)
    return tuple(Level(code, yuan * 100, percent) for code, yuan, percent in rows)


def level_at(growth_fen: Fen, levels: Sequence[Level]) -> Level:
    """The level that so much buying holds."""
    return max((level for level in levels if level.from_fen <= growth_fen), key=lambda level: level.from_fen)


def level_after(level: Level, levels: Sequence[Level]) -> Level | None:
    """The next one up, if there is one."""
    return next((other for other in levels if other.from_fen > level.from_fen), None)


def points_for(paid_fen: Fen, *, per_yuan: int, percent: int) -> int:
    """Whole points for what was paid; never rounded up.

    >>> points_for(29_990, per_yuan=1, percent=110)
    329
    """
    return paid_fen * per_yuan * percent // (100 * 100)


def run_out(available: int, young: int) -> int:
    """How many points are over: what is there beyond what came later, the oldest being spent first.

    >>> run_out(available=500, young=300)
    200
    """
    return max(0, available - young)
