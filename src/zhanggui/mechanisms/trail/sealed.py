"""Which append-only tables are sealed, and what of each row goes under the seal."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from cryptography.hazmat.primitives import hashes
from django.db import connection

KEY_BYTES = 16
DIGEST_BYTES = 32
READ_ROWS = 5_000


@dataclass(frozen=True, slots=True)
class SealedTable:
    """An append-only table with ``xid bigint DEFAULT trail_xid()``; its ``key`` is a uuid or a bigint."""

    name: str
    key: str = "id"


_sealed: dict[str, SealedTable] = {}


def sealed(name: str, *, key: str = "id") -> SealedTable:
    """Have the rows of this append-only table sealed with the facts."""
    return _sealed.setdefault(name, SealedTable(name, key))


def sealed_tables() -> tuple[SealedTable, ...]:
    """Every table under seal, by name."""
    return tuple(_sealed[name] for name in sorted(_sealed))


def columns_of(table: SealedTable) -> list[str]:
    """The columns a new seal covers. A column added later does not break the seals made before."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT attname FROM pg_attribute
            WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum""",
            [table.name],
        )
        return [name for (name,) in cursor.fetchall()]


def rows_between(
    table: SealedTable, columns: list[str], since: int, until: int
) -> Iterator[tuple[bytes, str]]:
    """The key and content of each row written by the transactions ``since`` ≤ xid < ``until``, by key."""
    content = ", ".join(connection.ops.quote_name(column) for column in columns)
    key = connection.ops.quote_name(table.key)
    with connection.chunked_cursor() as cursor:
        cursor.itersize = READ_ROWS  # type: ignore[attr-defined]
        cursor.execute(
            f"""SELECT {key}, jsonb_build_array({content})::text FROM {table.name}
            WHERE xid >= %s AND xid < %s ORDER BY {key}""",  # noqa: S608
            [since, until],
        )
        for value, text in cursor:
            yield key_bytes(value), text


def key_bytes(value: UUID | int) -> bytes:
    """A key as sixteen bytes, in the order the database sorts it."""
    return value.bytes if isinstance(value, UUID) else value.to_bytes(KEY_BYTES, "big")


def key_text(key: bytes) -> str:
    """A key as people look for it."""
    return str(int.from_bytes(key, "big")) if key[:8] == bytes(8) else str(UUID(bytes=key))


def digest(algorithm: str, content: bytes) -> bytes:
    """The digest of ``content`` by ``sha256`` or ``sm3``."""
    if algorithm == "sha256":
        return hashlib.sha256(content).digest()
    summing = hashes.Hash(ALGORITHMS[algorithm])
    summing.update(content)
    return summing.finalize()


ALGORITHMS: dict[str, hashes.HashAlgorithm] = {"sha256": hashes.SHA256(), "sm3": hashes.SM3()}
