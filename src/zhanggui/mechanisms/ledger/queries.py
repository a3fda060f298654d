"""Reading the books."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from zhanggui.mechanisms.ledger.accounts import AccountRef, Side
from zhanggui.mechanisms.trail import Subject

JUST_BEFORE = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Balance:
    """The four sums of an account, and what follows from them."""

    side: Side
    debits_posted: int = 0
    credits_posted: int = 0
    debits_pending: int = 0
    credits_pending: int = 0

    @property
    def amount(self) -> int:
        """What is on the account: what grew it less what shrank it, posted."""
        net = self.debits_posted - self.credits_posted
        return net if self.side == "debit" else -net

    @property
    def reserved(self) -> int:
        """What is pending to leave."""
        return self.credits_pending if self.side == "debit" else self.debits_pending

    @property
    def incoming(self) -> int:
        """What is pending to arrive; not available until it is posted."""
        return self.debits_pending if self.side == "debit" else self.credits_pending

    @property
    def available(self) -> int:
        """What can still be taken: the amount less what is reserved."""
        return self.amount - self.reserved


def balance(ref: AccountRef, at: datetime | None = None) -> Balance:
    """The balance now, or as it was after everything that happened up to ``at``."""
    if at is None and ref.kind.guarded:
        return balances([ref])[ref]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM ledger_sum(%s, coalesce(%s, 'infinity'::timestamptz))", [ref.id, at])
        return Balance(ref.kind.side, *cursor.fetchone())


def balances(refs: Iterable[AccountRef], at: datetime | None = None) -> dict[AccountRef, Balance]:
    """The balances of many accounts now, or as they were at a moment, in at most two statements."""
    wanted = list(refs)
    rows: dict[UUID, tuple[int, int, int, int]] = {}
    with connection.cursor() as cursor:
        if guarded := [ref.id for ref in wanted if ref.kind.guarded and at is None]:
            cursor.execute(
                "SELECT account_id, debits_posted, credits_posted, debits_pending, credits_pending"
                " FROM ledger_balance WHERE account_id = ANY(%s)",
                [guarded],
            )
            rows.update({account: sums for account, *sums in cursor.fetchall()})
        if summed := [ref.id for ref in wanted if not ref.kind.guarded or at is not None]:
            cursor.execute(
                "SELECT account, s.* FROM unnest(%s::uuid[]) AS account,"
                " LATERAL ledger_sum(account, coalesce(%s, 'infinity'::timestamptz)) AS s",
                [summed, at],
            )
            rows.update({account: sums for account, *sums in cursor.fetchall()})
    return {ref: Balance(ref.kind.side, *rows.get(ref.id, (0, 0, 0, 0))) for ref in wanted}


@dataclass(frozen=True, slots=True)
class Line:
    """One posted movement on an account, and what was on it afterwards."""

    at: datetime
    transfer_id: UUID
    kind: str
    key: str
    subject: Subject
    other_account_id: UUID
    debit: int
    credit: int
    balance: int


@dataclass(frozen=True, slots=True)
class Position:
    """Where a page of a statement ended: the next begins after it."""

    at: datetime
    transfer_id: UUID
    balance: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A page of an account's movements in the order of their time."""

    opening: int
    lines: Sequence[Line]
    closing: int
    after: Position | None
    """Where the next page begins; None when this is the last."""


LINES = """
    SELECT t.at, t.id, e.kind, e.key, e.subject_type, e.subject_id, t.other, t.debit, t.credit
    FROM (
        (SELECT at, id, entry_id, credit_account_id AS other, amount AS debit, 0 AS credit
        FROM ledger_transfer
        WHERE debit_account_id = %(account)s AND at >= %(from)s AND at < %(until)s AND amount > 0
            AND (at, id) > (%(from)s, %(after)s)
        ORDER BY at, id LIMIT %(limit)s)
        UNION ALL
        (SELECT at, id, entry_id, debit_account_id, 0, amount
        FROM ledger_transfer
        WHERE credit_account_id = %(account)s AND at >= %(from)s AND at < %(until)s AND amount > 0
            AND (at, id) > (%(from)s, %(after)s)
        ORDER BY at, id LIMIT %(limit)s)
    ) AS t JOIN ledger_entry e ON e.id = t.entry_id
    ORDER BY t.at, t.id LIMIT %(limit)s
"""
NIL = UUID(int=0)


def statement(
    ref: AccountRef, since: datetime, until: datetime, after: Position | None = None, limit: int = 100
) -> Statement:
    """What was posted to the account from ``since`` to before ``until``, with its running balance.

    Paged by key: hand ``after`` of one page to get the next. Each page reads its own lines only.
    """
    opening = after.balance if after else balance(ref, since - JUST_BEFORE).amount
    with connection.cursor() as cursor:
        cursor.execute(
            LINES,
            {
                "account": ref.id,
                "from": after.at if after else since,
                "after": after.transfer_id if after else NIL,
                "until": until,
                "limit": limit + 1,
            },
        )
        rows = cursor.fetchall()
    lines = _running(ref.kind.side, opening, rows[:limit])
    closing = lines[-1].balance if lines else opening
    more = len(rows) > limit
    return Statement(
        opening, lines, closing, Position(lines[-1].at, lines[-1].transfer_id, closing) if more else None
    )


def _running(side: Side, opening: int, rows: Sequence[tuple[Any, ...]]) -> list[Line]:
    lines, amount = [], opening
    for at, transfer, kind, key, subject_type, subject_id, other, debit, credit in rows:
        amount += (debit - credit) if side == "debit" else (credit - debit)
        subject = Subject(subject_type, subject_id)
        lines.append(Line(at, transfer, kind, key, subject, other, debit, credit, amount))
    return lines
