"""Segments (人群): whom to write to, as a description that can be read, kept and combined. Plain Python.

everybody who has bought tea in the last ninety days, lives in Zhejiang, and is not silent:
All((Bought(category="tea", days=90), Lives(provinces=("浙江省",)), Not(Silent(days=180))))
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from zhanggui.kernel.money import Fen
from zhanggui.kernel.refusal import Malformed

DEPTH_MAX, PARTS_MAX = 4, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Bought:
    """Has bought: in a category and all below it, within so many days, for at least so much an order."""

    category: str = ""
    days: int = 0
    at_least_fen: Fen = 0
    channel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """Has bought, and kept, for so much altogether within so many days: what levels are made of."""

    at_least_fen: Fen
    days: int = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class Silent:
    """Has bought nothing for so many days."""

    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Became a member within so many days."""

    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """Has agreed to marketing. Asked again for everybody when the message is sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeps:
    """Keeps goods of a category among the favourites."""

    category: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lives:
    """Has an address in one of these provinces."""

    provinces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class All:
    """Whoever every part describes."""

    parts: tuple["Segment", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Whoever at least one part describes."""

    parts: tuple["Segment", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Whoever the part does not describe."""

    part: "Segment"


Atom = Bought | Spent | Silent | Joined | Agreed | Keeps | Lives
Segment = All | AnyOf | Not | Atom
ATOMS: dict[str, type[Atom]] = {
    "bought": Bought,
    "spent": Spent,
    "silent": Silent,
    "joined": Joined,
    "agreed": Agreed,
    "keeps": Keeps,
    "lives": Lives,
}
NAMES = {kind: name for name, kind in ATOMS.items()}


def written(segment: Segment) -> dict[str, Any]:
    """The description as it is kept."""
    match segment:
        case All(parts):
            return {"all": [written(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [written(part) for part in parts]}
        case Not(part):
            return {"not": written(part)}
        case _:
            told = {name: value for name, value in asdict(segment).items() if value not in ("", 0, ())}
            return {
                NAMES[type(segment)]: {k: list(v) if isinstance(v, tuple) else v for k, v in told.items()}
            }


def read(kept: Any, *, depth: int = 0) -> Segment:
    """The description from what was kept, or sent. Raises ``Malformed``."""
    if not isinstance(kept, Mapping) or len(kept) != 1 or depth > DEPTH_MAX:
        raise Malformed(field="segment", problem="each part says one thing, four deep at most")
    ((name, told),) = kept.items()
    if name in ("all", "any"):
        if not isinstance(told, list) or not 1 <= len(told) <= PARTS_MAX:
            raise Malformed(field=f"segment.{name}", problem=f"it has 1 to {PARTS_MAX} parts")
        parts = tuple(read(part, depth=depth + 1) for part in told)
        return All(parts) if name == "all" else AnyOf(parts)
    if name == "not":
        return Not(read(told, depth=depth + 1))
    if name not in ATOMS or not isinstance(told, Mapping):
        raise Malformed(field="segment", problem=f"nobody knows {name}")
    return _atom(ATOMS[name], told)


def _atom(kind: type[Atom], told: Mapping[str, Any]) -> Atom:
    """One atom, every value of the kind its field wants."""
    values: dict[str, Any] = {}
    for field in fields(kind):
        if field.name not in told:
            continue
        value = told[field.name]
        if field.name == "provinces":
            fits = isinstance(value, list | tuple) and value and all(isinstance(v, str) for v in value)
            value = tuple(value) if fits else value
        elif field.name in ("category", "channel"):
            fits = isinstance(value, str) and len(value) <= 60
        else:
            fits = isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**12
        if not fits:
            raise Malformed(field=f"segment.{field.name}", problem="it is not of the kind this asks for")
        values[field.name] = value
    if set(told) - set(values):
        raise Malformed(field="segment", problem=f"nobody knows {', '.join(sorted(set(told) - set(values)))}")
    try:
        return kind(**values)
    except TypeError:
        raise Malformed(field="segment", problem=f"{NAMES[kind]} needs more") from None
