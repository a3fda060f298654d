"""Sums over all shelves: for controls and reports, not for pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from zhanggui.domain.inventory.accounts import ON_HAND, SHELF

COMPARED = """
    WITH hand AS (
        SELECT a.owner AS warehouse, a.unit, sum(b.debits_posted - b.credits_posted) AS pieces
        FROM ledger_account a JOIN ledger_balance b ON b.account_id = a.id
        WHERE a.kind = %(on_hand)s GROUP BY 1, 2
    ), shelves AS (
        SELECT s.warehouse_id AS warehouse, a.unit, sum(b.debits_posted - b.credits_posted) AS pieces
        FROM ledger_account a
        JOIN ledger_balance b ON b.account_id = a.id
        JOIN inventory_shelflot s ON s.account = a.id
        WHERE a.kind = %(shelf)s GROUP BY 1, 2
    )
    SELECT warehouse, unit, coalesce(hand.pieces, 0), coalesce(shelves.pieces, 0)
    FROM hand FULL JOIN shelves USING (warehouse, unit)
    WHERE coalesce(hand.pieces, 0) <> 0 OR coalesce(shelves.pieces, 0) <> 0
"""
UNKNOWN = """
    SELECT coalesce(sum(b.debits_posted - b.credits_posted), 0)
    FROM inventory_lot l
    JOIN inventory_shelflot s ON s.lot_id = l.id
    JOIN ledger_balance b ON b.account_id = s.account
    WHERE l.code = '' AND l.produced_on IS NULL
"""

SET_ASIDE = """
    SELECT s.lot_id, sum(b.credits_pending)
    FROM inventory_shelflot s JOIN ledger_balance b ON b.account_id = s.account
    WHERE s.lot_id = ANY(%s) GROUP BY 1 HAVING sum(b.credits_pending) > 0
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A SKU in a warehouse, whose shelves do not hold what is on hand."""

    warehouse_id: UUID
    sku_id: UUID
    on_hand: int
    on_shelves: int


def accounts_of_shelves() -> tuple[int, list[Place]]:
    """How many (warehouse, SKU) have goods, and those whose shelves tell another number."""
    with connection.cursor() as cursor:
        cursor.execute(COMPARED, {"on_hand": ON_HAND.code, "shelf": SHELF.code})
        rows = [
            Place(house, UUID(unit.removeprefix("sku:")), int(hand), int(shelves))
            for house, unit, hand, shelves in cursor.fetchall()
        ]
    return len(rows), [row for row in rows if row.on_hand != row.on_shelves]


def pieces_of_unknown_lots() -> int:
    """Pieces on hand of which nobody can say when they were made."""
    with connection.cursor() as cursor:
        cursor.execute(UNKNOWN)
        return int(cursor.fetchone()[0])


def pieces_set_aside_of(lot_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many pieces of each of these lots are set aside for orders or documents."""
    with connection.cursor() as cursor:
        cursor.execute(SET_ASIDE, [list(lot_ids)])
        return {lot: int(pieces) for lot, pieces in cursor.fetchall()}
