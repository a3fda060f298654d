"""From a figure in the books to what it is made of: vouchers, their transfers, and what each was about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Max

from zhanggui.domain.finance import booking
from zhanggui.domain.finance.capabilities import SEE_BOOKS
from zhanggui.domain.finance.chart import code_of
from zhanggui.domain.finance.models import Voucher, VoucherLine
from zhanggui.domain.finance.reports import By
from zhanggui.domain.finance.rules import first_of_month
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import Fen

NOTHING = UUID(int=0)
BEHIND = """
SELECT t.id, t.at, d.kind, c.kind, t.amount, e.subject_type, e.subject_id
FROM ledger_transfer t
JOIN ledger_entry e ON e.id = t.entry_id AND e.kind = %(kind)s
JOIN ledger_account d ON d.id = t.debit_account_id AND d.unit = 'CNY'
JOIN ledger_account c ON c.id = t.credit_account_id
WHERE t.xid >= %(since)s AND t.xid < %(until)s AND t.amount > 0 AND t.id > %(after)s AND {of}
  AND t.at >= %(day)s::date::timestamp AT TIME ZONE 'Asia/Shanghai'
  AND t.at < (%(day)s::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
ORDER BY t.id LIMIT %(limit)s
"""
ORDERED = """
EXISTS (
    SELECT FROM sales_order o
    LEFT JOIN broadcast_slot slot ON slot.id = o.slot_id
    LEFT JOIN broadcast_programme programme ON programme.id = slot.programme_id
    WHERE {word} AND o.id IN (
        SELECT e.subject_id
        UNION ALL SELECT r.order_id FROM aftersales_return r WHERE r.id = e.subject_id
        UNION ALL SELECT s.order_id FROM delivery_shipment s WHERE s.id = e.subject_id
        UNION ALL SELECT bought.order_id FROM finance_statementline line
            JOIN sales_orderline bought ON bought.id = line.order_line_id
            WHERE line.statement_id = e.subject_id))
"""
SUPPLIED = """
EXISTS (
    SELECT FROM partners_supplier supplier
    JOIN identity_organisation firm ON firm.id = supplier.organisation_id
    WHERE supplier.id IN (d.owner, c.owner) AND {word})
"""
OF = {
    By.CHANNEL: (ORDERED, "o.channel"),
    By.PROGRAMME: (ORDERED, "programme.title"),
    By.SUPPLIER: (SUPPLIED, "firm.name"),
}
"""How a transfer is known to be of a way of selling: as profit is shared out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """A transfer behind a voucher: between which accounts of the chart, and what it was about."""

    id: UUID
    at: datetime
    debit_code: str
    credit_code: str
    amount_fen: Fen
    subject_type: str
    subject_id: UUID


@dataclass(frozen=True, slots=True)
class Only:
    """Of a voucher, only what is of one channel, programme or supplier; without a key: of no single one."""

    way: By
    key: str


def transfers_behind(
    voucher: Voucher, *, only: Only | None = None, after: UUID = NOTHING, limit: int, by: Actor
) -> list[Behind]:
    """The transfers that a voucher sums up, from after one of them on. Added up they are its total.

    ``only`` those of one way of selling; what a statement settled is of every way its lines came.
    """
    by.require(SEE_BOOKS)
    before = Voucher.objects.filter(through_xid__lt=voucher.through_xid)
    values = {
        "kind": voucher.kind,
        "since": before.aggregate(last=Max("through_xid"))["last"] or 0,
        "until": voucher.through_xid,
        "after": after,
        "day": voucher.happened_on,
        "limit": limit,
        "key": only.key if only else "",
    }
    codes = code_of()
    with connection.cursor() as cursor:
        cursor.execute(BEHIND.format(of=_of(only)), values)
        return [
            Behind(
                id=row[0], at=row[1], debit_code=codes[row[2]], credit_code=codes[row[3]],
                amount_fen=row[4], subject_type=row[5], subject_id=row[6],
            )
            for row in cursor.fetchall()
        ]  # fmt: skip


def _of(only: Only | None) -> str:
    if only is None or only.way not in OF:
        return "TRUE"
    exists, word = OF[only.way]
    if only.key:
        return exists.format(word=f"{word} = %(key)s")
    return f"(e.subject_type = 'finance.statement' OR NOT {exists.format(word=f'{word} IS NOT NULL')})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A voucher's line on one account, and the balance of the account after it; above zero in debit."""

    line: VoucherLine
    balance_fen: Fen


def account_in_month(code: str, month: date, *, by: Actor) -> tuple[Fen, Sequence[Posted]]:
    """What an account began a month with, and every line on it since (明细账)."""
    by.require(SEE_BOOKS)
    month = first_of_month(month)
    opening = balance = booking.book_balances(before=month).get(code, 0)
    lines = VoucherLine.objects.filter(month=month, code=code).select_related("voucher")
    posted = []
    for line in lines.order_by("voucher__number", "position"):
        balance += line.debit_fen - line.credit_fen
        posted.append(Posted(line=line, balance_fen=balance))
    return opening, posted
