"""After a restore into another cluster, whose own transaction numbers begin anew."""

from django.db import connection, transaction
from django.db.models import Max

from zhanggui.mechanisms.trail.models import SealPart
from zhanggui.mechanisms.trail.sealed import sealed_tables

OFFSET = """
CREATE OR REPLACE FUNCTION trail_xid_offset() RETURNS bigint
    LANGUAGE sql IMMUTABLE AS 'SELECT {offset}::bigint'
"""


@transaction.atomic
def go_on_after_restore() -> int:
    """Let new transactions number on from the highest that was recorded or sealed; the offset that does it.

    The restore command calls this before anything else is written. In the cluster the records came from,
    it changes nothing.
    """
    # A seal reaches further than its last record where transactions without any came in between.
    sealed = SealPart.objects.aggregate(until=Max("until_xid"))["until"] or 0
    highest = max(sealed - 1, *(_highest(table.name) for table in sealed_tables()))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint, trail_xid()")
        own, numbered = cursor.fetchone()
        offset = int(numbered - own if numbered > highest else highest + 1 - own)
        cursor.execute(OFFSET.format(offset=offset))
    return offset


def _highest(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(max(xid), 0) FROM {table}")  # noqa: S608
        return int(cursor.fetchone()[0])
