"""Comparing lists with our books, by sets: a hundred thousand lines are one question to the database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import connection

from zhanggui.domain.payments.models import Bill
from zhanggui.domain.payments.rules import LISTED_DAILY, BillRow
from zhanggui.domain.payments.states import DifferenceKind
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.money import Fen

EDGE = timedelta(minutes=10)
"""We hear of a payment after it was made. What we booked in the last minutes of a day may stand in the list
of the day or of the next one; it is looked for with the next one.
"""

ADD = """
INSERT INTO payments_billline
    (id, bill_id, method, number, refund_number, gateway_trade, amount_fen, fee_fen, at, note)
SELECT told.id, %s, %s, told.number, told.refund_number, told.trade, told.amount, told.fee, told.at, told.note
FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::text[], %s::bigint[], %s::bigint[], %s::timestamptz[],
            %s::text[]) AS told(id, number, refund_number, trade, amount, fee, at, note)
ON CONFLICT DO NOTHING
RETURNING amount_fen, fee_fen
"""
TOLD = """
WITH named AS (
    SELECT DISTINCT number, refund_number FROM payments_billline WHERE bill_id = %(bill)s AND number <> ''
), told AS (
    SELECT l.number, l.refund_number, sum(l.amount_fen)::bigint AS theirs, min(l.id::text)::uuid AS line,
        count(*) FILTER (WHERE l.bill_id = %(bill)s) AS lines
    FROM payments_billline l JOIN named USING (number, refund_number)
    WHERE l.method = %(method)s
    GROUP BY 1, 2
    UNION ALL
    SELECT '', '', amount_fen, id, 1 FROM payments_billline WHERE bill_id = %(bill)s AND number = ''
), compared AS (
    SELECT told.*, p.id AS payment, r.id AS refund,
        CASE WHEN told.refund_number = '' THEN CASE WHEN p.state = 'paid' THEN p.amount_fen END
             WHEN r.state = 'done' THEN -r.amount_fen END AS ours
    FROM told
    LEFT JOIN payments_payment p ON p.number = told.number AND p.method = %(method)s
    LEFT JOIN payments_refund r
        ON told.refund_number <> '' AND r.number = told.refund_number AND r.payment_id = p.id
)
SELECT number, refund_number, theirs, ours, line, payment, refund, lines FROM compared
WHERE ours IS DISTINCT FROM theirs
ORDER BY number, refund_number, line
"""
MISSING = """
SELECT p.number, '', p.amount_fen, p.id, NULL::uuid FROM payments_payment p
WHERE p.method = %(method)s AND p.state = 'paid' AND {payments}
  AND NOT EXISTS (SELECT FROM payments_billline l
                  WHERE l.method = p.method AND l.number = p.number AND l.refund_number = '')
UNION ALL
SELECT p.number, r.number, -r.amount_fen, p.id, r.id
FROM payments_refund r JOIN payments_payment p ON p.id = r.payment_id
WHERE p.method = %(method)s AND r.state = 'done' AND {refunds}
  AND NOT EXISTS (SELECT FROM payments_billline l
                  WHERE l.method = p.method AND l.number = p.number AND l.refund_number = r.number)
ORDER BY 1, 2
"""
OF_THE_DAY = {
    "payments": "p.paid_at >= %(since)s AND p.paid_at < %(until)s",
    "refunds": "r.done_at >= %(since)s AND r.done_at < %(until)s",
}
OF_THESE = {"payments": "p.number = ANY(%(due)s)", "refunds": "false"}
AGREED = """
SELECT d.id FROM payments_difference d
JOIN payments_bill b ON b.id = d.bill_id AND b.method = %(method)s
LEFT JOIN payments_payment p ON p.id = d.payment_id
LEFT JOIN payments_refund r ON r.id = d.refund_id
CROSS JOIN LATERAL (
    SELECT sum(l.amount_fen) AS theirs FROM payments_billline l
    WHERE l.method = %(method)s AND l.number = d.number AND l.refund_number = d.refund_number
) AS told
WHERE d.state = 'open' AND d.number <> ''
  AND told.theirs = CASE WHEN d.refund_number = '' THEN CASE WHEN p.state = 'paid' THEN p.amount_fen END
                         WHEN r.state = 'done' THEN -r.amount_fen END
ORDER BY d.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What came new with a list."""

    rows: int
    in_fen: Fen
    back_fen: Fen
    fee_fen: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A payment or refund on which the two sides do not agree."""

    kind: DifferenceKind
    number: str
    refund_number: str
    theirs_fen: Fen | None
    ours_fen: Fen | None
    payment_id: UUID | None
    refund_id: UUID | None
    line_id: UUID | None = None
    lines: int = 0


def digest_of(rows: Iterable[BillRow]) -> str:
    """The lines as one number: the same list taken in again has the same."""
    text = sha256()
    for row in rows:
        text.update(repr((row.number, row.refund_number, row.gateway_trade, row.amount_fen)).encode())
    return text.hexdigest()


def add_lines(bill: Bill, rows: Sequence[BillRow]) -> Added:
    """Keep the lines that are not kept yet, however often a list comes."""
    with connection.cursor() as cursor:
        cursor.execute(
            ADD,
            [
                bill.pk,
                bill.method,
                [new_id() for _ in rows],
                [row.number[:64] for row in rows],
                [row.refund_number[:64] for row in rows],
                [row.gateway_trade[:64] for row in rows],
                [row.amount_fen for row in rows],
                [row.fee_fen for row in rows],
                [row.at for row in rows],
                [row.note[:200] for row in rows],
            ],
        )
        new = cursor.fetchall()
    return Added(
        rows=len(new),
        in_fen=sum(amount for amount, _ in new if amount > 0),
        back_fen=-sum(amount for amount, _ in new if amount < 0),
        fee_fen=sum(fee for _, fee in new),
    )


def told_otherwise(bill: Bill) -> list[Found]:
    """What the list says and our books do not, or otherwise."""
    with connection.cursor() as cursor:
        cursor.execute(TOLD, {"bill": bill.pk, "method": bill.method})
        rows = cursor.fetchall()
    return [
        Found(
            kind=DifferenceKind.THEIRS_ONLY if ours is None else DifferenceKind.AMOUNT_DIFFERS,
            number=number,
            refund_number=refund_number,
            theirs_fen=theirs,
            ours_fen=ours,
            line_id=line,
            payment_id=payment,
            refund_id=refund,
            lines=lines,
        )
        for number, refund_number, theirs, ours, line, payment, refund, lines in rows
    ]


def missing_there(bill: Bill, due: Sequence[str]) -> list[Found]:
    """What we booked and no list of theirs knows: of this day, or of the payments that are due."""
    if bill.method not in LISTED_DAILY and not due:
        return []
    since = datetime.combine(bill.day, time(), tzinfo=SHANGHAI) - EDGE
    which = OF_THE_DAY if bill.method in LISTED_DAILY else OF_THESE
    words: dict[str, Any] = {
        "method": bill.method,
        "since": since,
        "until": since + timedelta(days=1),
        "due": list(due),
    }
    with connection.cursor() as cursor:
        cursor.execute(MISSING.format(**which), words)
        rows = cursor.fetchall()
    return [
        Found(
            kind=DifferenceKind.OURS_ONLY,
            number=number,
            refund_number=refund_number,
            theirs_fen=None,
            ours_fen=ours,
            payment_id=payment,
            refund_id=refund,
        )
        for number, refund_number, ours, payment, refund in rows
    ]


def now_agreed(method: str) -> list[UUID]:
    """Open differences about which both sides say the same by now."""
    with connection.cursor() as cursor:
        cursor.execute(AGREED, {"method": method})
        return [row[0] for row in cursor.fetchall()]


def last_day(rows: Sequence[BillRow]) -> date:
    """The day a list of several days is filed under: that of its last line."""
    return max(row.at for row in rows).astimezone(SHANGHAI).date()
