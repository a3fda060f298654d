"""What was written under seal, compared with what is there: the row altered, missing, or slipped in."""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from zhanggui.mechanisms.trail.findings import Finding, verifier
from zhanggui.mechanisms.trail.keys import SealKey, remembered_head, seal_key
from zhanggui.mechanisms.trail.models import Seal, SealPart
from zhanggui.mechanisms.trail.sealed import (
    DIGEST_BYTES,
    KEY_BYTES,
    digest,
    key_text,
    rows_between,
    sealed_tables,
)
from zhanggui.mechanisms.trail.sealing import Covered, header

STRETCH_ROWS = 20_000
"""Consecutive seals are compared in one reading until they cover so many rows."""


@dataclass(slots=True)
class Stretch:
    """Consecutive seals over one table, compared in one reading of its rows."""

    table: str
    columns: list[str]
    algorithm: str
    since: int
    until: int
    sealed: list[tuple[bytes, bytes, int]] = field(default_factory=list)

    def goes_on_with(self, part: Covered, algorithm: str) -> bool:
        same = (self.columns, self.algorithm, self.until) == (list(part.columns), algorithm, part.since)
        return same and len(self.sealed) < STRETCH_ROWS

    def add(self, part: Covered, number: int) -> None:
        self.until = part.until
        entry = KEY_BYTES + DIGEST_BYTES
        for start in range(0, len(part.digests), entry):
            middle = start + KEY_BYTES
            self.sealed.append((part.digests[start:middle], part.digests[middle : start + entry], number))


@verifier("trail.seals")
def sealed_rows(at: datetime) -> Iterator[Finding]:
    """Walk the chain from its first seal to the newest, and every row under each."""
    key, previous, number = seal_key(), b"", 0
    stretches: dict[str, Stretch] = {}
    for seal, parts in _chain():
        number += 1
        if seal.number != number:
            yield Finding(
                "missing", "trail_seal", str(number), f"seals {number} to {seal.number - 1} are missing"
            )
            number = seal.number
        elif bytes(seal.previous) != previous:
            yield Finding("altered", "trail_seal", str(number), "does not follow the seal before it")
        yield from _code(seal, parts, key)
        for part in parts:
            yield from _join(stretches, part, seal)
        previous = bytes(seal.code)
    for stretch in stretches.values():
        yield from _rows(stretch)
    yield from _head(number)


def _chain() -> Iterator[tuple[Seal, list[Covered]]]:
    """Each seal with its parts, in order, read as a stream."""
    parts = groupby(
        SealPart.objects.order_by("seal_id", "table_name").iterator(chunk_size=20), lambda part: part.seal_id
    )
    number, group = next(parts, (None, iter(())))
    for seal in Seal.objects.order_by("number").iterator(chunk_size=500):
        while number is not None and number < seal.number:
            number, group = next(parts, (None, iter(())))
        yield seal, [covered_by(part) for part in group] if number == seal.number else []


def covered_by(part: SealPart) -> Covered:
    """The part of a seal, as it was computed."""
    return Covered(
        part.table_name, part.columns, part.since_xid, part.until_xid, part.rows, bytes(part.digests)
    )


def _code(seal: Seal, parts: list[Covered], key: SealKey) -> Iterator[Finding]:
    """The code of a seal must fit what it says, under our key."""
    digests = [part.digest(seal.algorithm) for part in parts]
    said = header(seal.number, seal.made_at, seal.algorithm, bytes(seal.previous), digests)
    if seal.key != key.id:
        yield Finding("unknown-key", "trail_seal", str(seal.number), "was made with another key than ours")
    elif not hmac.compare_digest(key.code(seal.algorithm, said), bytes(seal.code)):
        yield Finding("altered", "trail_seal", str(seal.number), "its code does not fit what it says")


def _join(stretches: dict[str, Stretch], part: Covered, seal: Seal) -> Iterator[Finding]:
    """Put a part to the stretch it goes on with, or compare that one and begin another."""
    stretch = stretches.get(part.table)
    if stretch is None or not stretch.goes_on_with(part, seal.algorithm):
        if stretch is not None:
            yield from _rows(stretch)
        stretch = Stretch(part.table, list(part.columns), seal.algorithm, part.since, part.since)
        stretches[part.table] = stretch
    stretch.add(part, seal.number)


def _rows(stretch: Stretch) -> Iterator[Finding]:
    """Merge the sealed digests with the rows that are there, both ordered by key."""
    table = next((table for table in sealed_tables() if table.name == stretch.table), None)
    if table is None:
        return
    sealed = iter(sorted(stretch.sealed))
    expected = next(sealed, None)
    for key, content in rows_between(table, stretch.columns, stretch.since, stretch.until):
        while expected is not None and expected[0] < key:
            yield _missing(stretch, expected)
            expected = next(sealed, None)
        if expected is None or expected[0] > key:
            yield Finding("inserted", stretch.table, key_text(key), "was slipped in under a seal made before")
            continue
        if expected[1] != digest(stretch.algorithm, key + content.encode()):
            what = f"is not what seal {expected[2]} covers"
            yield Finding("altered", stretch.table, key_text(key), what)
        expected = next(sealed, None)
    while expected is not None:
        yield _missing(stretch, expected)
        expected = next(sealed, None)


def _missing(stretch: Stretch, entry: tuple[bytes, bytes, int]) -> Finding:
    return Finding("missing", stretch.table, key_text(entry[0]), f"was there when seal {entry[2]} was made")


def _head(number: int) -> Iterator[Finding]:
    """The newest seal that was remembered outside the database must still be there, unchanged."""
    head = remembered_head()
    if head is None:
        return
    newest, code = head
    kept = Seal.objects.filter(number=newest).first()
    if kept is None:
        yield Finding("missing", "trail_seal", str(newest), f"the chain ends at seal {number}")
    elif bytes(kept.code) != code:
        yield Finding("altered", "trail_seal", str(newest), "is not the seal that was made then")
