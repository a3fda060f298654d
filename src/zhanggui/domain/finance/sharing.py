"""Whose income and expense it was: the profit and loss of vouchers, shared out among the ways of selling.

Set by set from the transfers that a run of vouchers takes: what belongs to an order follows its channel and
programme, what a statement settled follows its lines, and what only a supplier brought stays with it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from zhanggui.domain.finance.chart import chart, code_of, split
from zhanggui.domain.finance.models import ProfitShare, Voucher
from zhanggui.kernel.money import Fen

WHO_PAID = ["payments.supplier_payable", "finance.supplier_due", "finance.supplier_deposit"]
"""Accounts of suppliers: what moved between one of them and an income was that supplier's."""

MOVED = """
SELECT (t.at AT TIME ZONE 'Asia/Shanghai')::date, e.kind, own.kind, coalesce(o.channel, ''),
       slot.programme_id, supplier.id,
       sum(CASE WHEN own.id = t.credit_account_id THEN t.amount ELSE -t.amount END)::bigint
FROM ledger_transfer t
JOIN ledger_account own ON own.id IN (t.debit_account_id, t.credit_account_id)
    AND own.kind = ANY(%(kinds)s) AND own.unit = 'CNY'
JOIN ledger_account other ON other.id IN (t.debit_account_id, t.credit_account_id) AND other.id <> own.id
LEFT JOIN partners_supplier supplier ON supplier.id = other.owner AND other.kind = ANY(%(suppliers)s)
JOIN ledger_entry e ON e.id = t.entry_id
LEFT JOIN aftersales_return r ON e.subject_type = 'aftersales.return' AND r.id = e.subject_id
LEFT JOIN delivery_shipment s ON e.subject_type = 'delivery.shipment' AND s.id = e.subject_id
LEFT JOIN sales_order o ON o.id = coalesce(
    r.order_id, s.order_id, CASE WHEN e.subject_type = 'sales.order' THEN e.subject_id END)
LEFT JOIN broadcast_slot slot ON slot.id = o.slot_id
WHERE t.xid >= %(since)s AND t.xid < %(until)s AND t.amount > 0
GROUP BY 1, 2, 3, 4, 5, 6
"""
SETTLED = """
WITH settled AS (
    SELECT DISTINCT e.subject_id AS statement_id, (t.at AT TIME ZONE 'Asia/Shanghai')::date AS day
    FROM ledger_transfer t JOIN ledger_entry e ON e.id = t.entry_id AND e.kind = 'finance.settled'
    WHERE t.xid >= %(since)s AND t.xid < %(until)s
)
SELECT settled.day, o.channel, slot.programme_id, statement.supplier_id, sum(line.commission_fen)::bigint,
       sum(line.discount_fen + line.input_tax_fen - line.output_tax_fen)::bigint,
       coalesce(-sum(line.amount_fen) FILTER (WHERE line.kind = 'freight'), 0)::bigint
FROM settled
JOIN finance_statement statement ON statement.id = settled.statement_id
JOIN finance_statementline line ON line.statement_id = statement.id
JOIN sales_orderline ol ON ol.id = line.order_line_id
JOIN sales_order o ON o.id = ol.order_id
LEFT JOIN broadcast_slot slot ON slot.id = o.slot_id
GROUP BY 1, 2, 3, 4
"""


SETTLES = ("finance.commission", "payments.discounts", "finance.freight_share")
"""What a statement brings by its lines: the sums of ``SETTLED`` in their order."""


class Way(NamedTuple):
    """A way of selling: through a channel, in a programme, for a supplier; each as far as it is known."""

    channel: str
    programme_id: UUID | None
    supplier_id: UUID | None


Gross = Mapping[tuple[date, str, str], Counter[Way]]
"""By day, kind of entry and account of the chart: what each way brought with tax, above zero in credit."""


@dataclass(frozen=True, slots=True)
class Made:
    """A voucher with its debit and credit by account, as they were before tax was split off."""

    voucher: Voucher
    sides: Mapping[str, Sequence[Fen]]


def shares(made: Sequence[Made], *, since_xid: int, until_xid: int) -> Iterator[ProfitShare]:
    """Every voucher's income and expenses by the way they came; added up, they are the voucher to the fen."""
    gross = _gross({"since": since_xid, "until": until_xid})
    for one in made:
        for code, (debit, credit) in one.sides.items():
            if chart()[code].code.startswith("6"):
                ways = gross[one.voucher.happened_on, one.voucher.kind, code]
                ways[Way("", None, None)] += credit - debit - ways.total()
                yield from _shared(one.voucher, code, ways, _tax(one, code, credit) - _tax(one, code, debit))


def _tax(made: Made, code: str, amount: Fen) -> Fen:
    return sum(fen for part, fen in split(code, amount, made.voucher.happened_on) if part != code)


def _gross(span: dict[str, int]) -> Gross:
    income = {kind: code for kind, code in code_of().items() if code.startswith("6")}
    found: defaultdict[tuple[date, str, str], Counter[Way]] = defaultdict(Counter)
    with connection.cursor() as cursor:
        cursor.execute(MOVED, {**span, "kinds": list(income), "suppliers": WHO_PAID})
        for day, kind, account, channel, programme, supplier, fen in cursor.fetchall():
            found[day, kind, income[account]][Way(channel, programme, supplier)] += fen
        cursor.execute(SETTLED, span)
        for day, channel, programme, supplier, *amounts in cursor.fetchall():
            for account, fen in zip(SETTLES, amounts, strict=True):
                ways = found[day, "finance.settled", income[account]]
                ways[Way(channel, programme, supplier)] += fen
                ways[Way("", None, supplier)] -= fen
    return found


def _shared(voucher: Voucher, code: str, ways: Counter[Way], tax_fen: Fen) -> Iterator[ProfitShare]:
    """Each way's amount and its part of the tax; no fen of the tax is lost by rounding."""
    whole, so_far, given = ways.total(), 0, 0
    known = sorted(ways.items(), key=lambda way: tuple(map(str, way[0])))
    for place, (way, fen) in enumerate(known, 1):
        so_far += fen
        due = tax_fen if place == len(known) or not whole else tax_fen * so_far // whole
        part, given = due - given, due
        if fen or part:
            yield ProfitShare(
                voucher=voucher,
                month=voucher.month,
                code=code,
                channel=way.channel,
                programme_id=way.programme_id,
                supplier_id=way.supplier_id,
                net_fen=fen - part,
                tax_fen=part,
            )
