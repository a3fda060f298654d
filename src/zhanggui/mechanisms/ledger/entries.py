"""Entries: what is to be posted, as frozen values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from zhanggui.kernel.ids import named_id
from zhanggui.mechanisms.ledger.accounts import NAMESPACE, AccountRef
from zhanggui.mechanisms.ledger.refusals import NothingMoves, UnitsDiffer
from zhanggui.mechanisms.trail.subject import Subject

AMOUNT_MAX = 2**53 - 1
"""Larger than any amount in fen or pieces, and exact in every program that may read it."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """``amount`` of one unit to ``debit`` from ``credit``.

    With ``pending``, it is only reserved: until it is posted or voided, or until ``pending_until``.
    """

    debit: AccountRef
    credit: AccountRef
    amount: int
    pending_until: datetime | None = None
    pending: bool = False

    def __post_init__(self) -> None:
        if self.debit.unit != self.credit.unit:
            raise UnitsDiffer(debit=self.debit.kind.code, credit=self.credit.kind.code)
        if not 0 < self.amount <= AMOUNT_MAX:
            raise NothingMoves(amount=self.amount)

    @property
    def is_pending(self) -> bool:
        """Whether this only reserves."""
        return self.pending or self.pending_until is not None


@dataclass(frozen=True, slots=True)
class Post:
    """Make a pending transfer final: all of it, or ``amount`` of it while the rest returns."""

    transfer_id: UUID
    amount: int | None = None

    def __post_init__(self) -> None:
        if self.amount is not None and not 0 < self.amount <= AMOUNT_MAX:
            raise NothingMoves(amount=self.amount)


@dataclass(frozen=True, slots=True)
class Void:
    """Give a pending transfer back, all of it."""

    transfer_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event in the books: its transfers happen together or not at all.

    ``key`` is the idempotency key: the same key with the same body happens once; with another body it is
    refused. The body is the kind, the subject and what moves; a repeat at another time is still the same.
    """

    kind: str
    key: str
    at: datetime
    subject: Subject
    transfers: Sequence[Transfer] = ()
    posts: Sequence[Post] = ()
    voids: Sequence[Void] = ()

    def __post_init__(self) -> None:
        if not (self.transfers or self.posts or self.voids):
            raise NothingMoves(amount=0)

    @property
    def id(self) -> UUID:
        """The identifier that follows from the key."""
        return entry_id(self.key)


def entry_id(key: str) -> UUID:
    """The identifier of the entry with this key, before or after it is written."""
    return named_id(NAMESPACE, "entry", key)


def transfer_id(key: str, index: int) -> UUID:
    """The identifier of a transfer of the entry with this key: transfers first, then posts, then voids."""
    return UUID(int=entry_id(key).int ^ (index + 1))


def payload(entries: Sequence[Entry], by: UUID) -> dict[str, Any]:
    """What the database function is handed: every row named, every body hashed."""
    content: dict[str, Any] = {"by": str(by), "entries": [], "accounts": [], "transfers": []}
    resolutions: list[dict[str, Any]] = []
    accounts: dict[UUID, AccountRef] = {}
    for entry in entries:
        rows, resolved = _rows(entry)
        content["entries"].append(_head(entry, rows, resolved))
        content["transfers"] += rows
        resolutions += resolved
        for transfer in entry.transfers:
            accounts[transfer.debit.id] = transfer.debit
            accounts[transfer.credit.id] = transfer.credit
    content["accounts"] = [_account(ref) for ref in accounts.values()]
    if resolutions:
        content["resolutions"] = resolutions
    if any(row["h"] for row in content["transfers"]):
        content["pending"] = True
    return content


def _rows(entry: Entry) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    named, head, at = entry.id.int, str(entry.id), entry.at.isoformat()
    transfers = [
        {
            "id": str(UUID(int=named ^ (index + 1))),
            "e": head,
            "at": at,
            "d": str(transfer.debit.id),
            "c": str(transfer.credit.id),
            "a": 0 if transfer.is_pending else transfer.amount,
            "h": transfer.amount if transfer.is_pending else 0,
            "u": transfer.pending_until and transfer.pending_until.isoformat(),
        }
        for index, transfer in enumerate(entry.transfers)
    ]
    endings: list[Post | Void] = [*entry.posts, *entry.voids]
    resolutions = [
        {
            "id": str(UUID(int=named ^ (index + 1))),
            "e": head,
            "at": at,
            "pending": str(ending.transfer_id),
            "posting": isinstance(ending, Post),
            "asked": ending.amount if isinstance(ending, Post) else None,
        }
        for index, ending in enumerate(endings, start=len(transfers))
    ]
    return transfers, resolutions


def _head(entry: Entry, transfers: list[dict[str, Any]], resolutions: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": str(entry.id),
        "kind": entry.kind,
        "key": entry.key,
        "hash": body_hash(entry, transfers, resolutions).hex,
        "at": entry.at.isoformat(),
        "st": entry.subject.type,
        "si": str(entry.subject.id),
    }


def body_hash(entry: Entry, transfers: list[dict[str, Any]], resolutions: list[dict[str, Any]]) -> UUID:
    """What the entry says, in 128 bits. ``verify`` computes the same in the database from the rows."""
    lines = [f"{t['id']}:{t['d']}:{t['c']}:{t['a']}:{t['h']}" for t in transfers]
    lines += [
        f"{r['id']}:{r['pending']}:{'post' if r['posting'] else 'void'}:{r['asked'] or ''}"
        for r in resolutions
    ]
    text = "\n".join([f"{entry.kind}:{entry.subject.type}:{entry.subject.id}", *sorted(lines)])
    return UUID(bytes=sha256(text.encode()).digest()[:16])


def _account(ref: AccountRef) -> dict[str, Any]:
    return {
        "id": str(ref.id),
        "kind": ref.kind.code,
        "owner": str(ref.owner),
        "unit": ref.unit,
        "side": ref.kind.side,
        "guarded": ref.kind.guarded,
    }
