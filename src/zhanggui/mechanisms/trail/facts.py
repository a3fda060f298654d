"""What the trail tells of itself."""

from dataclasses import dataclass

from zhanggui.mechanisms.trail.vocabulary import fact


@fact("trail.table_governed", "From now on the history of the table {table} is kept")
@dataclass(frozen=True, kw_only=True)
class TableGoverned:
    """Told by ``trail_baseline`` in a migration; the rows that were there are taken over as they are."""

    table: str
