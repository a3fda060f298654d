"""What was written under seal, compared with what is there: the row altered, missing, or slipped in."""

import hmac
from collections.abc import Iterator
from datetime import datetime

from zhanggui.mechanisms.trail.findings import Finding, verifier
from zhanggui.mechanisms.trail.keys import remembered_head, seal_key
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

ENTRY = KEY_BYTES + DIGEST_BYTES


@verifier("trail.seals")
def sealed_rows(at: datetime) -> Iterator[Finding]:
    """Walk the chain from its first seal to the newest, and every row under each."""
    previous, number, ends = b"", 0, dict[str, int]()
    for seal in Seal.objects.order_by("number").iterator(chunk_size=100):
        number += 1
        if seal.number != number:
            yield Finding(
                "missing", "trail_seal", str(number), f"seals {number} to {seal.number - 1} are missing"
            )
            number, ends = seal.number, {}
        elif bytes(seal.previous) != previous:
            yield Finding("altered", "trail_seal", str(number), "does not follow the seal before it")
        yield from _seal(seal, ends)
        previous = bytes(seal.code)
    yield from _head(number)


def _seal(seal: Seal, ends: dict[str, int]) -> Iterator[Finding]:
    """One seal: its own code, that it goes on where the last one ended, and its rows."""
    digests = []
    for part in seal.parts.iterator(chunk_size=1):
        covered = covered_by(part)
        digests.append(covered.digest(seal.algorithm))
        if ends.get(covered.table, covered.since) != covered.since:
            what = f"seal {seal.number} does not go on where the last one ended"
            yield Finding("altered", "trail_sealpart", str(part.pk), what)
        ends[covered.table] = covered.until
        yield from _rows(covered, seal)
    said = header(seal.number, seal.made_at, seal.algorithm, bytes(seal.previous), digests)
    key = seal_key()
    if seal.key != key.id:
        yield Finding("unknown-key", "trail_seal", str(seal.number), "was made with another key than ours")
    elif not hmac.compare_digest(key.code(seal.algorithm, said), bytes(seal.code)):
        yield Finding("altered", "trail_seal", str(seal.number), "its code does not fit what it says")


def covered_by(part: SealPart) -> Covered:
    """The part of a seal, as it was computed."""
    return Covered(
        part.table_name, part.columns, part.since_xid, part.until_xid, part.rows, bytes(part.digests)
    )


def _rows(covered: Covered, seal: Seal) -> Iterator[Finding]:
    """Merge the sealed digests with the rows that are there, both ordered by key."""
    table = next((table for table in sealed_tables() if table.name == covered.table), None)
    if table is None:
        return
    sealed = _entries(covered.digests)
    expected = next(sealed, None)
    for key, content in rows_between(table, list(covered.columns), covered.since, covered.until):
        while expected is not None and expected[0] < key:
            yield _missing(covered, expected[0], seal)
            expected = next(sealed, None)
        if expected is None or expected[0] > key:
            what = f"was not there when seal {seal.number} was made over its time"
            yield Finding("inserted", covered.table, key_text(key), what)
            continue
        if expected[1] != digest(seal.algorithm, key + content.encode()):
            yield Finding("altered", covered.table, key_text(key), f"is not what seal {seal.number} covers")
        expected = next(sealed, None)
    while expected is not None:
        yield _missing(covered, expected[0], seal)
        expected = next(sealed, None)


def _entries(digests: bytes) -> Iterator[tuple[bytes, bytes]]:
    for start in range(0, len(digests), ENTRY):
        yield digests[start : start + KEY_BYTES], digests[start + KEY_BYTES : start + ENTRY]


def _missing(covered: Covered, key: bytes, seal: Seal) -> Finding:
    return Finding("missing", covered.table, key_text(key), f"was there when seal {seal.number} was made")


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
