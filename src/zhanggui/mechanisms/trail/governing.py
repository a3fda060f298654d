"""Governed tables: their triggers, and whether what they hold is what their history says."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import pgtrigger
from django.db import connection

from zhanggui.mechanisms.trail.findings import Finding, verifier
from zhanggui.schema.triggers import Governed

COMPARE = """
SELECT coalesce(live.row_id, kept.row_id),
    CASE WHEN live.row_id IS NULL THEN 'missing' WHEN kept.row_id IS NULL THEN 'inserted' ELSE 'altered' END,
    CASE WHEN live.row_id IS NOT NULL AND kept.row_id IS NOT NULL
        THEN (SELECT string_agg(key, ', ' ORDER BY key)
              FROM jsonb_object_keys(trail_changed(kept.image, live.image)) key WHERE live.image ? key) END
FROM (SELECT t.id::text AS row_id, trail_image(to_jsonb(t), %s, %s) AS image FROM {table} t) live
FULL JOIN (SELECT * FROM (
        SELECT DISTINCT ON (row_id) row_id, after AS image FROM trail_row_history
        WHERE table_name = %s ORDER BY row_id, id DESC) newest WHERE image IS NOT NULL) kept USING (row_id)
WHERE live.image IS DISTINCT FROM kept.image
"""

WITHOUT_FACT = """
SELECT table_name, row_id, change FROM trail_row_history history
WHERE NOT EXISTS (SELECT 1 FROM trail_fact fact WHERE fact.xid = history.xid)
"""

GUARDS = """
SELECT tgrelid::regclass::text, tgname, tgenabled::text FROM pg_trigger
WHERE tgname LIKE 'pgtrigger\\_%%' OR tgname = 'zz_no_truncate'
"""

WHAT = {
    "missing": "was deleted behind its history",
    "inserted": "was inserted behind its history",
    "altered": "was changed behind its history: {columns}",
}


@dataclass(frozen=True, slots=True)
class GovernedTable:
    """A table whose rows have a history."""

    name: str
    secret: str
    ignore: str


def governed_tables() -> list[GovernedTable]:
    """Every governed table, by name."""
    return sorted(
        (
            GovernedTable(model._meta.db_table, *trigger.arguments)
            for model, trigger in pgtrigger.registered()
            if isinstance(trigger, Governed)
        ),
        key=lambda table: table.name,
    )


@verifier("trail.rows")
def live_rows(at: datetime) -> Iterator[Finding]:
    """Compare each governed row with the newest state its history knows."""
    for table in governed_tables():
        with connection.chunked_cursor() as cursor:
            query = COMPARE.format(table=connection.ops.quote_name(table.name))
            cursor.execute(query, [table.secret, table.ignore, table.name])
            for row_id, kind, columns in cursor:
                if kind != "altered" or columns:
                    yield Finding(kind, table.name, row_id, WHAT[kind].format(columns=columns))


@verifier("trail.silent")
def silent_changes(at: datetime) -> Iterator[Finding]:
    """A governed row changed in a transaction that told no fact: somebody went around the operations."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(WITHOUT_FACT)
        for table, row_id, change in cursor:
            yield Finding("silent", table, row_id, f"was changed ({change}) without a fact")


@verifier("trail.guards")
def guards(at: datetime) -> Iterator[Finding]:
    """Every trigger of the house must be there and switched on, in each partition too."""
    with connection.cursor() as cursor:
        cursor.execute(GUARDS)
        present = {
            (table.split(".")[-1].strip('"'), name): enabled for table, name, enabled in cursor.fetchall()
        }
    for (table, name), enabled in sorted(present.items()):
        if enabled not in "OA":
            yield Finding("guard-off", table, name, "this trigger is switched off")
    for model, trigger in pgtrigger.registered():
        name = trigger.get_pgid(model)
        if (model._meta.db_table, name) not in present:
            yield Finding("guard-missing", model._meta.db_table, name, "this trigger is not there")
