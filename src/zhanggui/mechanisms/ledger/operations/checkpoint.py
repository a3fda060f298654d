"""Folding what was moved into daily sums, so that a balance never needs the whole history."""

from datetime import datetime

from django.db import connection, transaction


@transaction.atomic
def checkpoint(at: datetime) -> int:
    """Fold all transfers of finished transactions; the number of daily sums touched. Blocks no posting."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT ledger_fold(%s)", [at])
        return int(cursor.fetchone()[0])
