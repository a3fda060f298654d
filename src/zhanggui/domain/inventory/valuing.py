"""The goods accounts of a period (商品账目): by article, place and owner, in pieces and in money.

The pieces come from the shelves' accounts in the ledger, so that owner and lot are known; what came in is
worth what its receipt says, all else moves at the average (``worth.moving_average``). Goods under a quality
hold have left the shelves and are worth nothing until they are released.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from django.db import connection

from zhanggui.domain.inventory.accounts import SHELF
from zhanggui.domain.inventory.models import CloseLine
from zhanggui.domain.inventory.worth import Account, Movement, Worth, moving_average

MOVED = """
    WITH moved AS (
        SELECT s.sku_id, s.warehouse_id, l.owner_id, t.at, t.amount AS pieces, e.kind, e.subject_id
        FROM inventory_shelflot s
        JOIN inventory_lot l ON l.id = s.lot_id
        JOIN ledger_transfer t ON t.debit_account_id = s.account
        JOIN ledger_entry e ON e.id = t.entry_id
        WHERE t.at >= %(since)s AND t.at < %(until)s AND t.amount > 0 AND e.recorded_at <= %(known)s
        UNION ALL
        SELECT s.sku_id, s.warehouse_id, l.owner_id, t.at, -t.amount, e.kind, e.subject_id
        FROM inventory_shelflot s
        JOIN inventory_lot l ON l.id = s.lot_id
        JOIN ledger_transfer t ON t.credit_account_id = s.account
        JOIN ledger_entry e ON e.id = t.entry_id
        WHERE t.at >= %(since)s AND t.at < %(until)s AND t.amount > 0 AND e.recorded_at <= %(known)s
    ), priced AS (
        SELECT m.*, coalesce(seen.unit_cost_fen, held.unit_cost_fen) AS cost
        FROM moved m
        LEFT JOIN inventory_inspection i ON m.kind = 'inventory.inspected' AND i.id = m.subject_id
        LEFT JOIN inventory_receiptline seen ON seen.id = i.line_id
        LEFT JOIN inventory_hold h ON m.kind = 'inventory.hold_release' AND h.id = m.subject_id
        LEFT JOIN inventory_inspection hi ON hi.id = h.inspection_id
        LEFT JOIN inventory_receiptline held ON held.id = hi.line_id
    )
    SELECT sku_id, warehouse_id, owner_id, (at AT TIME ZONE 'Asia/Shanghai')::date AS day, sign(pieces), cost,
           sum(pieces), sum(pieces * cost)
    FROM priced
    GROUP BY 1, 2, 3, 4, 5, 6
    ORDER BY 1, 2, 3, 4
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Whose goods of which article, where. ``owner_id`` is None for the house's own."""

    sku_id: UUID
    warehouse_id: UUID
    owner_id: UUID | None


def accounts_of(
    since: datetime, until: datetime, *, known: datetime, opening: Mapping[Place, Worth]
) -> dict[Place, Account]:
    """Every place that had goods in the period, from its ``opening``; of what was on record at ``known``."""
    found = {place: moving_average(worth, []) for place, worth in opening.items() if worth.pieces}
    for place, days in _movements(since, until, known):
        found[place] = moving_average(opening.get(place, Worth(0, 0)), days)
    return found


def closing_of(lines: Iterable[CloseLine]) -> dict[Place, Worth]:
    """What the lines of a closed month end with."""
    return {
        Place(line.sku_id, line.warehouse_id, line.owner_id): Worth(line.closing, line.closing_fen)
        for line in lines
    }


def _movements(
    since: datetime, until: datetime, known: datetime
) -> Iterable[tuple[Place, list[list[Movement]]]]:
    with connection.cursor() as cursor:
        cursor.execute(MOVED, {"since": since, "until": until, "known": known, "kind": SHELF.code})
        rows = cursor.fetchall()
    for place, group in groupby(rows, key=lambda row: Place(row[0], row[1], row[2])):
        yield place, [_day(day) for _, day in groupby(group, key=_on)]


def _on(row: tuple[object, ...]) -> object:
    day: date = row[3]  # type: ignore[assignment]
    return day


def _day(rows: Iterable[tuple[object, ...]]) -> list[Movement]:
    return [
        Movement(int(str(pieces)), None if cost is None or int(str(pieces)) < 0 else int(str(cost)))
        for *_, pieces, cost in rows
    ]
