"""What the books read from the ledger. The ledger is the one source: vouchers sum it up, day by day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Max, Sum

from zhanggui.domain.finance.chart import chart, code_of
from zhanggui.domain.finance.models import Period, VoucherLine
from zhanggui.domain.finance.rules import month_after
from zhanggui.kernel.money import Fen

MOVED = """
SELECT (t.at AT TIME ZONE 'Asia/Shanghai')::date, e.kind, d.kind, c.kind, sum(t.amount)::bigint, count(*)
FROM ledger_transfer t
JOIN ledger_account d ON d.id = t.debit_account_id AND d.unit = 'CNY'
JOIN ledger_account c ON c.id = t.credit_account_id
JOIN ledger_entry e ON e.id = t.entry_id
WHERE t.xid >= %s AND t.xid < %s AND t.amount > 0
GROUP BY 1, 2, 3, 4
"""
FOLDED = """
SELECT a.kind, sum(c.debits_posted - c.credits_posted)::bigint
FROM ledger_checkpoint c JOIN ledger_account a ON a.id = c.account_id AND a.unit = 'CNY'
GROUP BY a.kind
"""


@dataclass(frozen=True, slots=True)
class Moved:
    """What moved on one day by entries of one kind between two kinds of account."""

    day: date
    kind: str
    debit_kind: str
    credit_kind: str
    amount: Fen
    transfers: int


def folded_through() -> int:
    """The transaction before which every transfer stands in the ledger's daily sums."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(through_xid), 0) FROM ledger_mark")
        (through,) = cursor.fetchone()
    return int(through)


def moved(since_xid: int, until_xid: int) -> Iterator[Moved]:
    """Posted transfers of money written in these transactions, summed."""
    with connection.cursor() as cursor:
        cursor.execute(MOVED, [since_xid, until_xid])
        yield from (Moved(*row) for row in cursor.fetchall())


def ledger_balances() -> dict[str, Fen]:
    """What the ledger says is on each account of the chart, above zero in debit."""
    with connection.cursor() as cursor:
        cursor.execute(FOLDED)
        rows = cursor.fetchall()
    found: dict[str, Fen] = {}
    for kind, net in rows:
        code = code_of().get(kind, kind)
        found[code] = found.get(code, 0) + int(net)
    return found


def book_balances(*, before: date | None = None) -> dict[str, Fen]:
    """What all vouchers (of months before) leave on each account, counted on from the last closed month."""
    known = Period.objects.filter(month__lt=before) if before else Period.objects.all()
    last = known.order_by("-month").first()
    found: dict[str, Fen] = dict(last.balances) if last else {}
    lines = VoucherLine.objects.all()
    if last:
        lines = lines.filter(month__gt=last.month)
    if before:
        lines = lines.filter(month__lt=before)
    for code, debit, credit in lines.values_list("code").annotate(d=Sum("debit_fen"), c=Sum("credit_fen")):
        found[code] = found.get(code, 0) + debit - credit
    return found


def first_open_month() -> date | None:
    """The month after the last closed one; none if none was closed yet."""
    last = Period.objects.aggregate(last=Max("month"))["last"]
    return month_after(last) if last else None


def differences() -> dict[str, Fen]:
    """By how much vouchers and ledger differ, by account. Tax is part of the revenue it was split from."""
    ours, theirs = book_balances(), ledger_balances()
    taxed = {account.code for account in chart().values() if account.tax}
    taxes = {account.tax_code for account in chart().values() if account.tax}
    together = taxed | taxes
    apart = {
        code: ours.get(code, 0) - theirs.get(code, 0) for code in (ours.keys() | theirs.keys()) - together
    }
    apart["+".join(sorted(taxed))] = sum(ours.get(code, 0) - theirs.get(code, 0) for code in together)
    return {code: fen for code, fen in apart.items() if fen}
