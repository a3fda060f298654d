"""Recomputing everything that is derived, and comparing. Names the rows that do not agree."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.db import connection

from zhanggui.mechanisms.trail import Finding, verifier

QUERIES = (Path(__file__).parent / "sql" / "verify.sql").read_text(encoding="utf-8").split("-- ;")


@verifier("ledger")
def verify(at: datetime) -> Iterator[Finding]:
    """Every balance, daily sum, entry and reservation that is not what the transfers say.

    Each comparison is one statement, so it may run while entries are posted.
    """
    for query in QUERIES:
        yield from _answers(query)


def _answers(query: str) -> list[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [Finding("ledger", table, key, what) for table, key, what in cursor.fetchall()]
