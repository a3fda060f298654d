"""The books as a whole. These read every account's daily sums: for reports and controls, not for pages."""

from dataclasses import dataclass

from django.db import connection

from zhanggui.mechanisms.ledger.accounts import kinds_of

MOVED = """
    WITH mark AS (SELECT coalesce(max(through_xid), 0) AS xid FROM ledger_mark),
    moved AS (
        SELECT account_id, debits_posted - credits_posted AS net FROM ledger_checkpoint
        UNION ALL
        SELECT debit_account_id, amount FROM ledger_transfer, mark WHERE ledger_transfer.xid >= mark.xid
        UNION ALL
        SELECT credit_account_id, -amount FROM ledger_transfer, mark WHERE ledger_transfer.xid >= mark.xid
    )
"""
TOTALS = """
    SELECT kind, CASE WHEN unit LIKE 'sku:%' THEN 'goods' ELSE unit END,
           sum(CASE side WHEN 'debit' THEN net ELSE -net END)
    FROM moved JOIN ledger_account a ON a.id = moved.account_id
    GROUP BY 1, 2 ORDER BY 1, 2
"""
PLANES = """
    SELECT unit, coalesce(sum(grown) FILTER (WHERE kind = ANY(%(here)s)), 0),
           coalesce(sum(grown) FILTER (WHERE kind = ANY(%(there)s)), 0)
    FROM (
        SELECT kind, unit, CASE side WHEN 'debit' THEN net ELSE -net END AS grown
        FROM moved JOIN ledger_account a ON a.id = moved.account_id
        WHERE kind = ANY(%(here)s) OR kind = ANY(%(there)s)
    ) AS sides
    GROUP BY unit ORDER BY unit
"""


def totals() -> dict[tuple[str, str], int]:
    """What lies on all accounts of each kind in each unit now; goods of all SKUs together as ``goods``."""
    with connection.cursor() as cursor:
        cursor.execute(MOVED + TOTALS)
        return {(kind, unit): int(amount) for kind, unit, amount in cursor.fetchall()}


@dataclass(frozen=True, slots=True)
class Difference:
    """A unit of which two planes tell different stories."""

    unit: str
    here: int
    there: int


def differences(here: str, there: str) -> tuple[int, list[Difference]]:
    """How many units the kinds of these two planes hold, and those they do not agree on."""
    kinds = {
        side: [kind.code for kind in kinds_of(plane)] for side, plane in (("here", here), ("there", there))
    }
    with connection.cursor() as cursor:
        cursor.execute(MOVED + PLANES, kinds)
        rows = [Difference(unit, int(one), int(other)) for unit, one, other in cursor.fetchall()]
    return len(rows), [row for row in rows if row.here != row.there]
