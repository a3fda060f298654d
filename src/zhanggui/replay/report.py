"""What came of a replay, counted from our own records."""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from zhanggui.kernel import clock
from zhanggui.mechanisms import trail
from zhanggui.replay.models import Rejected
from zhanggui.replay.planning import UNNAMED
from zhanggui.replay.running import Ran

LIVED = "SELECT ours FROM replay_lived WHERE history = %(history)s AND kind = 'order'"
CARRIER = "SELECT ours FROM replay_lived WHERE history = %(history)s AND kind = 'carrier'"
COMPARED = f"""
SELECT count(DISTINCT line.bill_id), count(*), count(*) FILTER (WHERE differs.id IS NULL),
    (SELECT count(*) FROM payments_difference lacking JOIN payments_payment p ON p.id = lacking.payment_id
     WHERE lacking.kind = 'ours_only' AND lacking.state <> 'settled' AND p.method = '{{method}}'
       AND p.order_id IN ({LIVED})),
    count(*) FILTER (WHERE differs.kind = 'theirs_only'),
    count(*) FILTER (WHERE differs.kind = 'amount_differs'),
    coalesce(sum(line.amount_fen) FILTER (WHERE line.amount_fen > 0), 0)::bigint,
    coalesce(-sum(line.amount_fen) FILTER (WHERE line.amount_fen < 0), 0)::bigint
FROM payments_billline line JOIN payments_bill bill ON bill.id = line.bill_id
LEFT JOIN payments_difference differs ON differs.line_id = line.id AND differs.state <> 'settled'
WHERE line.method = '{{method}}' AND {{theirs}}
"""  # noqa: S608
NAMED = f"""SELECT line.* FROM sales_orderline line JOIN replay_lived l ON l.ours = line.order_id
    AND l.history = %(history)s AND l.kind = 'order' WHERE line.sku_id <> (SELECT ours FROM replay_lived
    WHERE history = %(history)s AND kind = 'sku' AND key = '{UNNAMED}')"""  # noqa: S608
QUERIES = {
    "orders": "SELECT state, count(*) FROM replay_lived WHERE history = %(history)s AND kind = 'order'"
    " GROUP BY state ORDER BY state",
    "goods_fen": f"SELECT coalesce(sum(amount_fen), 0)::bigint FROM ({NAMED}) named",  # noqa: S608
    "freight_fen": f"SELECT coalesce(sum(freight_fen), 0)::bigint FROM sales_order WHERE id IN ({LIVED})",  # noqa: S608
    "payments_fen": "SELECT kind, sum(amount_fen)::bigint FROM payments_payment WHERE state = 'paid'"  # noqa: S608
    f" AND method = 'elsewhere' AND order_id IN ({LIVED}) GROUP BY kind ORDER BY kind",
    "late_deliveries": f"SELECT count(*) FROM sales_order WHERE id IN ({LIVED})"  # noqa: S608
    " AND (delivered_at AT TIME ZONE 'Asia/Shanghai')::date > promised_on",
    "ratings": "SELECT count(*), round(avg(score), 4)::float8 FROM care_rating"  # noqa: S608
    f" WHERE order_id IN ({LIVED})",
    "returns": f"SELECT count(*) FROM aftersales_return WHERE order_id IN ({LIVED})",  # noqa: S608
    "sellers": "SELECT count(*) FROM replay_lived WHERE history = %(history)s AND kind = 'seller'",
    "cases_opened": f"SELECT count(*) FROM care_complaint WHERE order_id IN ({LIVED})",  # noqa: S608
    "our_states": f"SELECT state, count(*) FROM sales_order WHERE id IN ({LIVED})"  # noqa: S608
    " GROUP BY state ORDER BY state",
    "settlement": "SELECT count(*), count(*) FILTER (WHERE state = 'held'),"
    " coalesce(sum(sales_fen), 0)::bigint, coalesce(sum(returns_fen), 0)::bigint,"
    " coalesce(sum(commission_fen), 0)::bigint,"
    " coalesce(sum(sales_fen + returns_fen - commission_fen - discount_fen), 0)::bigint"
    " FROM finance_statement WHERE supplier_id IN (SELECT ours FROM replay_lived WHERE history = %(history)s"
    " AND kind IN ('seller', 'unnamed'))",
    "allocation": "SELECT count(DISTINCT order_id), count(*) FILTER (WHERE released_at IS NULL),"  # noqa: S608
    f" count(*) FILTER (WHERE released_at IS NOT NULL) FROM delivery_allocation WHERE order_id IN ({LIVED})",
    "reconciliation": COMPARED.format(method="elsewhere", theirs="line.note = %(history)s"),
    "remittances": COMPARED.format(method="cash_on_delivery", theirs=f"bill.carrier_id IN ({CARRIER})"),
    "freight_bills": "SELECT count(DISTINCT bill_id), count(*), count(*) FILTER (WHERE finding = 'agrees'),"  # noqa: S608
    " count(*) FILTER (WHERE finding = 'not_ours'), count(*) FILTER (WHERE finding = 'not_billed'),"
    " count(*) FILTER (WHERE finding NOT IN ('agrees', 'not_ours', 'not_billed')),"
    " coalesce(sum(billed_fen), 0)::bigint FROM freight_billline line JOIN freight_bill bill"
    f" ON bill.id = line.bill_id AND line.state <> 'closed' WHERE bill.carrier_id IN ({CARRIER})",
    "freight_cost": "SELECT count(*), coalesce(sum(amount_fen), 0)::bigint FROM freight_accrual"  # noqa: S608
    f" WHERE carrier_id IN ({CARRIER})",
    "ledger_fen": "SELECT a.kind, sum(CASE WHEN a.id = t.debit_account_id THEN t.amount ELSE -t.amount END"
    " * CASE a.side WHEN 'debit' THEN 1 ELSE -1 END)::bigint FROM ledger_account a JOIN ledger_transfer t"
    " ON a.id IN (t.debit_account_id, t.credit_account_id) WHERE a.unit = 'CNY'"
    " GROUP BY a.kind ORDER BY a.kind",
}
LISTED = ("lines", "matched", "ours_only", "theirs_only", "amount_differs", "in_fen", "back_fen")
NAMED_FIGURES = {
    "allocation": ("orders", "parts", "released"),
    "reconciliation": ("days", *LISTED),
    "remittances": ("lists", *LISTED),
    "freight_bills": ("bills", "lines", "matched", "theirs_only", "ours_only", "differs", "fen"),
    "freight_cost": ("parcels", "fen"),
    "ratings": ("count", "mean"),
    "settlement": ("statements", "held", "sales_fen", "returns_fen", "commission_fen", "net_fen"),
}
TABLES = {"orders", "payments_fen", "our_states", "ledger_fen"}


@dataclass(frozen=True, slots=True)
class Asked:
    """Whether to verify all records, which reads them all."""

    verify: bool = True


def report(history: str, ran: Ran, *, asked: Asked) -> dict[str, Any]:
    """Everything as one document."""
    told: dict[str, Any] = {"history": history}
    with connection.cursor() as cursor:
        for name, query in QUERIES.items():
            cursor.execute(query, {"history": history})
            rows = cursor.fetchall()
            if name in NAMED_FIGURES:
                told[name] = dict(zip(NAMED_FIGURES[name], rows[0], strict=True))
            else:
                told[name] = dict(rows) if name in TABLES else rows[0][0]
    rejected = Rejected.objects.filter(history=history).order_by("file", "line")
    told["rejected_rows"] = list(rejected.values("file", "line", "reason"))
    told |= _speed(ran)
    if asked.verify:
        findings = trail.verify(clock.now())
        told["verify"] = {
            "ok": not findings,
            "findings": [
                {"kind": f.kind, "table": f.table, "key": str(f.key), "what": f.what} for f in findings[:100]
            ],
        }
    return told


def _speed(ran: Ran) -> dict[str, Any]:
    """``orders_per_second`` counts lives; bringing sellers, goods and prices about is told apart."""
    seconds = ran.preparing + ran.living + ran.settling
    return {
        "orders_lived_now": ran.lived,
        "seconds": round(seconds, 2),
        "seconds_preparing": round(ran.preparing, 2),
        "seconds_living": round(ran.living, 2),
        "seconds_settling": round(ran.settling, 2),
        "orders_per_second": round(ran.lived / ran.living, 1) if ran.living else 0.0,
        "orders_per_second_overall": round(ran.lived / seconds, 1) if seconds else 0.0,
        "interrupted": ran.interrupted,
    }
