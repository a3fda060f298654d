"""The books by entry: what was posted about a thing, and what an entry moved."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from zhanggui.mechanisms.ledger.accounts import AccountRef
from zhanggui.mechanisms.ledger.models import BookedEntry, BookedTransfer

MOVED = """
SELECT e.subject_id, t.id, e.at, e.kind, own.kind, other.kind,
       CASE WHEN t.debited = (own.side = 'debit') THEN t.amount ELSE -t.amount END
FROM ledger_entry e
CROSS JOIN LATERAL (
    SELECT id, amount, TRUE AS debited, debit_account_id AS own_id, credit_account_id AS other_id
    FROM ledger_transfer
    WHERE debit_account_id = ANY(%(accounts)s) AND at = e.at AND entry_id = e.id AND amount > 0
    UNION ALL
    SELECT id, amount, FALSE, credit_account_id, debit_account_id
    FROM ledger_transfer
    WHERE credit_account_id = ANY(%(accounts)s) AND at = e.at AND entry_id = e.id AND amount > 0
) AS t
JOIN ledger_account own ON own.id = t.own_id
JOIN ledger_account other ON other.id = t.other_id
WHERE e.subject_id = ANY(%(subjects)s)
ORDER BY e.at, t.id
"""


@dataclass(frozen=True, slots=True)
class Moved:
    """A posted transfer as one account saw it: by which kind of entry, and against which kind of account.

    ``change`` is above zero where the account grew.
    """

    transfer_id: UUID
    at: datetime
    kind: str
    account_kind: str
    other_kind: str
    change: int


def entries_about(subject_id: UUID) -> list[BookedEntry]:
    """Everything that was posted about one thing, in the order of its time."""
    return list(BookedEntry.objects.filter(subject_id=subject_id).order_by("at", "recorded_at"))


def transfers_of(entry_id: UUID) -> list[BookedTransfer]:
    """The transfers of one entry, found by the transaction that wrote both."""
    entry = BookedEntry.objects.filter(pk=entry_id).first()
    if entry is None:
        return []
    return list(BookedTransfer.objects.filter(xid=entry.xid, entry_id=entry_id).order_by("id"))


def moved_about(
    subject_ids: Collection[UUID], *, on: Collection[AccountRef]
) -> Mapping[UUID, Sequence[Moved]]:
    """What was posted to these accounts about each of these things, in the order of its time; one query."""
    found: defaultdict[UUID, list[Moved]] = defaultdict(list)
    values = {"accounts": [ref.id for ref in on], "subjects": list(subject_ids)}
    with connection.cursor() as cursor:
        cursor.execute(MOVED, values)
        for subject, *told in cursor.fetchall():
            found[subject].append(Moved(*told))
    return found
