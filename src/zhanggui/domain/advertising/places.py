"""Places (刊播位置): whoever shows advertisements says so here, and is asked after a take-down.

A package above declares its place at import, as it subscribes to a fact::

    places.declare("marketing_columns", lambda asset_id, at: [...])   # what shows it at this moment
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

Shows = Callable[[UUID, datetime], Sequence[str]]
"""Names what shows this advertisement at this moment; nothing if nothing does."""

_places: dict[str, Shows] = {}


def declare(name: str, shows: Shows) -> None:
    """Make a place known, once."""
    if _places.setdefault(name, shows) is not shows:
        raise ValueError(f"Two places are called {name}")


def known() -> tuple[str, ...]:
    """The places that are asked."""
    return tuple(sorted(_places))


def where_shown(asset_id: UUID, at: datetime) -> dict[str, list[str]]:
    """For each place, what shows this advertisement now."""
    return {name: list(_places[name](asset_id, at)) for name in known()}
