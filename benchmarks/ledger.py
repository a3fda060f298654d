"""What a reservation in the ledger costs, beside the same rows written by separate statements.

    python -m benchmarks.ledger [--posts 2000]

Writes into the database of ``DATABASE_URL``: use one that may be thrown away.
"""

import argparse
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import django


def rate(deed: Callable[[], None], times: int) -> float:
    """How often a second."""
    began = time.perf_counter()
    for _ in range(times):
        deed()
    return times / (time.perf_counter() - began)


def main() -> None:
    """Measure both, and print the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=2000)
    posts = parser.parse_args().posts
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhanggui.config.settings")
    django.setup()

    reserve, refs = through_the_ledger()
    write_rows = statement_by_statement(*refs)
    rate(reserve, 50), rate(write_rows, 50)
    ours, theirs = rate(reserve, posts), rate(write_rows, posts)
    print(f"reservations through the ledger     {ours:8.0f} a second")
    print(f"the same rows, statement by statement {theirs:6.0f} a second (temporary tables, nothing checked)")
    print(f"ratio                               {ours / theirs:8.2f}")


def through_the_ledger() -> tuple[Callable[[], None], tuple[Any, Any]]:
    """Reserving one piece of a shelf that never gets empty, committed each time."""
    from django.db import transaction

    from zhanggui.identity.actor import SYSTEM
    from zhanggui.kernel.ids import new_id
    from zhanggui.mechanisms import ledger
    from zhanggui.mechanisms.ledger import Entry, Subject, Transfer
    from zhanggui.schema.pipeline import pipelined_commit

    shelf = ledger.account_kind("bench.shelf", side="debit", guarded=True)
    sold, source = (ledger.account_kind(f"bench.{name}", side="debit") for name in ("sold", "source"))
    at, sku = datetime.now(UTC), new_id()
    here, gone, origin = (kind.of(sku, ledger.goods(sku)) for kind in (shelf, sold, source))

    def entry(*transfers: Transfer) -> Entry:
        return Entry(
            kind="bench", key=f"bench/{new_id()}", at=at, subject=Subject("bench", sku), transfers=transfers
        )

    def reserve() -> None:
        until = at + timedelta(minutes=30)
        with transaction.atomic(), pipelined_commit():
            ledger.post(entry(Transfer(gone, here, 1, pending_until=until)), by=SYSTEM)

    ledger.post(entry(Transfer(here, origin, 10**9)), by=SYSTEM)
    return reserve, (here, gone)


def statement_by_statement(here: Any, gone: Any) -> Callable[[], None]:
    """The rows of one such reservation, each by its own statement, into tables of the same shape."""
    from django.db import connection, transaction

    from zhanggui.kernel.ids import new_id

    at = datetime.now(UTC)
    with connection.cursor() as cursor:
        for table in ("entry", "transfer", "pending", "balance"):
            cursor.execute(f"CREATE TEMP TABLE bench_{table} (LIKE ledger_{table} INCLUDING ALL)")
        cursor.execute(
            "INSERT INTO bench_balance SELECT * FROM ledger_balance WHERE account_id = %s", [here.id]
        )

    def write_rows() -> None:
        head, row = new_id(), new_id()
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO bench_entry VALUES (%s, 'bench', %s, %s, %s, 'bench', %s, %s, now(), 0)",
                [head, str(head), head, at, here.owner, head],
            )
            cursor.execute(
                "INSERT INTO bench_transfer VALUES (%s, %s, %s, %s, %s, 0, 1, NULL, 0)",
                [row, head, at, gone.id, here.id],
            )
            cursor.execute(
                "INSERT INTO bench_pending VALUES (%s, %s, %s, %s, %s, 1, %s)",
                [row, head, at, gone.id, here.id, at],
            )
            cursor.execute(
                "UPDATE bench_balance SET credits_pending = credits_pending + 1 WHERE account_id = %s",
                [here.id],
            )

    return write_rows


if __name__ == "__main__":
    main()
