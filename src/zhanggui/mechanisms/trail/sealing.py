"""Sealing: what was written is chained, so that nobody changes it unseen.

A seal covers the transactions from where the last one ended up to the oldest that may still be running: only
numbers below that horizon are finished for good. Of each row its digest is kept, so that a later verification
names the very row that was altered, taken out or slipped in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.db import connection, transaction

from zhanggui.mechanisms.trail.keys import remember_head, seal_key
from zhanggui.mechanisms.trail.models import Seal, SealPart
from zhanggui.mechanisms.trail.sealed import SealedTable, columns_of, digest, rows_between, sealed_tables

BATCH_ROWS = 20_000
"""About so many rows of one table go under one seal: what a seal or its verification holds in memory."""


@dataclass(frozen=True, slots=True)
class Covered:
    """The part of a seal over one table."""

    table: str
    columns: Sequence[str]
    since: int
    until: int
    rows: int
    digests: bytes

    def digest(self, algorithm: str) -> bytes:
        header = f"{self.table}|{','.join(self.columns)}|{self.since}|{self.until}|{self.rows}|"
        return digest(algorithm, header.encode() + self.digests)


def seal(at: datetime) -> int:
    """Seal everything that is finished and not yet under a seal; the number of rows sealed."""
    rows = 0
    while sealed := seal_batch(at):
        rows += sealed
    return rows


@transaction.atomic
def seal_batch(at: datetime) -> int:
    """Make one seal; the number of rows it covers, 0 if nothing new was finished."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('trail.seal'))")
        cursor.execute("SELECT trail_horizon()")
        horizon: int = cursor.fetchone()[0]
    last = Seal.objects.order_by("-number").first()
    begun = _begun(last)
    until = min(
        (_end(table, begun.get(table.name, 0), horizon) for table in sealed_tables()), default=horizon
    )
    algorithm = getattr(settings, "SEAL_ALGORITHM", "sha256")
    covered = [_cover(table, begun.get(table.name, 0), until, algorithm) for table in sealed_tables()]
    rows = sum(part.rows for part in covered)
    if rows:
        _keep(covered, last, algorithm, at)
    return rows


def _begun(last: Seal | None) -> dict[str, int]:
    """Where each table goes on: a table sealed for the first time begins at its first row."""
    return {part.table_name: part.until_xid for part in last.parts.all()} if last else {}


def _end(table: SealedTable, since: int, horizon: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT xid FROM {table.name} WHERE xid >= %s AND xid < %s ORDER BY xid OFFSET %s LIMIT 1",  # noqa: S608
            [since, horizon, BATCH_ROWS],
        )
        found = cursor.fetchone()
    return found[0] + 1 if found else horizon


def _cover(table: SealedTable, since: int, until: int, algorithm: str) -> Covered:
    columns = columns_of(table)
    digests = bytearray()
    rows = 0
    until = max(since, until)
    for key, content in rows_between(table, columns, since, until):
        digests += key + digest(algorithm, key + content.encode())
        rows += 1
    return Covered(table.name, columns, since, until, rows, bytes(digests))


def header(number: int, made_at: datetime, algorithm: str, previous: bytes, parts: Sequence[bytes]) -> bytes:
    """What a seal's code is computed over: its place in the chain, and the digest of each part."""
    said = f"{number}|{made_at.astimezone(UTC).isoformat()}|{algorithm}|{previous.hex()}|"
    return said.encode() + b"".join(parts)


def _keep(covered: Sequence[Covered], last: Seal | None, algorithm: str, at: datetime) -> None:
    key = seal_key()
    previous = bytes(last.code) if last else b""
    number = last.number + 1 if last else 1
    digests = [part.digest(algorithm) for part in covered]
    code = key.code(algorithm, header(number, at, algorithm, previous, digests))
    made = Seal.objects.create(
        number=number, made_at=at, algorithm=algorithm, previous=previous, code=code, key=key.id
    )
    for part in covered:
        SealPart.objects.create(
            seal=made,
            table_name=part.table,
            columns=list(part.columns),
            since_xid=part.since,
            until_xid=part.until,
            rows=part.rows,
            digests=part.digests,
        )
    transaction.on_commit(lambda: remember_head(number, code))
