"""The goods accounts as people ask for them: any article, place, lot and owner, in any period (商品账目)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from zhanggui.domain.inventory.capabilities import SEE_STOCK
from zhanggui.domain.inventory.models import MonthClose
from zhanggui.domain.inventory.queries import supplier_only
from zhanggui.identity.actor import Actor

ROWS_MAX = 500
SHELVES = """
    FROM inventory_shelflot s
    JOIN inventory_lot l ON l.id = s.lot_id
    JOIN inventory_location p ON p.id = s.location_id
    JOIN inventory_warehouse w ON w.id = s.warehouse_id
    JOIN catalog_sku k ON k.id = s.sku_id
    JOIN catalog_goods g ON g.id = k.goods_id
    LEFT JOIN catalog_goodsversion v ON v.id = g.published_version_id
    LEFT JOIN partners_supplier u ON u.id = l.owner_id
    LEFT JOIN identity_organisation o ON o.id = u.organisation_id
"""
WANTED = """
    (%(warehouse)s::uuid IS NULL OR s.warehouse_id = %(warehouse)s)
    AND (%(sku)s = '' OR k.code = %(sku)s)
    AND (%(lot)s = '' OR l.code = %(lot)s)
    AND (%(owner)s = '' OR (%(owner)s = 'house') = (l.owner_id IS NULL))
"""
MOVED = """
    SELECT %(since)s > t.at AS before, t.amount AS pieces, t.at FROM ledger_transfer t
    WHERE t.debit_account_id = s.account AND t.at < %(until)s AND t.amount > 0
    UNION ALL
    SELECT %(since)s > t.at, -t.amount, t.at FROM ledger_transfer t
    WHERE t.credit_account_id = s.account AND t.at < %(until)s AND t.amount > 0
"""
ROWS = f"""
    SELECT k.code, coalesce(v.name, k.name), w.name, p.code, l.code, coalesce(o.name, ''),
           coalesce(sum(m.pieces) FILTER (WHERE m.before), 0),
           coalesce(sum(m.pieces) FILTER (WHERE NOT m.before AND m.pieces > 0), 0),
           coalesce(-sum(m.pieces) FILTER (WHERE NOT m.before AND m.pieces < 0), 0)
    {SHELVES} JOIN LATERAL ({MOVED}) AS m ON true
    WHERE {WANTED}
    GROUP BY s.id, k.code, v.name, k.name, w.code, w.name, p.walk, p.code, l.code, o.name
    ORDER BY k.code, w.code, p.walk, l.code
    LIMIT %(limit)s
"""
MOVEMENTS = f"""
    SELECT t.at, e.kind, w.name, p.code, l.code, e.subject_type, e.subject_id,
           CASE WHEN t.debit_account_id = s.account THEN t.amount ELSE -t.amount END
    {SHELVES}
    JOIN ledger_transfer t ON s.account IN (t.debit_account_id, t.credit_account_id)
    JOIN ledger_entry e ON e.id = t.entry_id
    WHERE {WANTED} AND t.at >= %(since)s AND t.at < %(until)s AND t.amount > 0
    ORDER BY t.at, t.id
    LIMIT %(limit)s
"""
LATE = """
    SELECT t.at, e.kind, w.name, p.code, l.code, e.subject_type, e.subject_id,
           CASE WHEN t.debit_account_id = s.account THEN t.amount ELSE -t.amount END
    FROM inventory_shelflot s
    JOIN inventory_lot l ON l.id = s.lot_id
    JOIN inventory_location p ON p.id = s.location_id
    JOIN inventory_warehouse w ON w.id = s.warehouse_id
    JOIN ledger_transfer t ON s.account IN (t.debit_account_id, t.credit_account_id)
    JOIN ledger_entry e ON e.id = t.entry_id
    WHERE t.at < %(until)s AND t.at >= %(since)s AND e.recorded_at > %(closed)s AND t.amount > 0
    ORDER BY t.at, t.id
    LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the books. ``owner``: "" for all, ``house``, or ``consigned``."""

    since: datetime
    until: datetime
    warehouse_id: UUID | None = None
    sku: str = ""
    lot: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One lot at one location in the period, in pieces."""

    code: str
    name: str
    warehouse: str
    location: str
    lot: str
    owner: str
    opening: int
    came: int
    went: int

    @property
    def closing(self) -> int:
        """What lay there when the period ended."""
        return self.opening + self.came - self.went


@dataclass(frozen=True, slots=True)
class Moved:
    """One movement: above zero it came, below it went."""

    at: datetime
    kind: str
    warehouse: str
    location: str
    lot: str
    subject_type: str
    subject_id: UUID
    pieces: int


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of all rows."""

    opening: int
    came: int
    went: int
    closing: int


def rows(wanted: Wanted, *, by: Actor) -> list[Row]:
    """Every lot at every location that had, got or gave pieces; at most ``ROWS_MAX``."""
    return [Row(*row[:6], *map(int, row[6:])) for row in _fetched(ROWS, wanted, by)]


def movements(wanted: Wanted, *, by: Actor) -> list[Moved]:
    """Every movement in the order of time; at most ``ROWS_MAX``."""
    return [Moved(*row) for row in _fetched(MOVEMENTS, wanted, by)]


def totals(found: Iterable[Row]) -> Totals:
    """The sums of these rows."""
    known = list(found)
    return Totals(
        sum(row.opening for row in known),
        sum(row.came for row in known),
        sum(row.went for row in known),
        sum(row.closing for row in known),
    )


def late_movements(close: MonthClose) -> list[Moved]:
    """What was put on record after the month was closed, and dated into it: its list of differences."""
    asked: dict[str, Any] = {"since": close.starts_at, "until": close.ends_at}
    asked |= {"closed": close.closed_at, "limit": ROWS_MAX}
    with connection.cursor() as cursor:
        cursor.execute(LATE, asked)
        return [Moved(*row) for row in cursor.fetchall()]


def _fetched(sql: str, wanted: Wanted, by: Actor) -> list[tuple[Any, ...]]:
    by.require(SEE_STOCK)
    if supplier_only(by):
        return []
    asked: dict[str, Any] = {
        "since": wanted.since,
        "until": wanted.until,
        "warehouse": wanted.warehouse_id,
        "sku": wanted.sku,
        "lot": wanted.lot,
        "owner": wanted.owner,
        "limit": ROWS_MAX,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        return list(cursor.fetchall())
