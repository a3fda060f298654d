"""How long it takes to compare a bill of 100,000 lines with our books.

    python -m benchmarks.reconciling [--rows 100000] [--differences 100]

The yardstick, in the same run: one statement of SQL that only joins the same lines with the same payments.
Payments are copied in the database from one that was made the usual way; the bill comes as the gateway's file
does, is kept line by line and compared, and each line that differs becomes a case.
"""

import argparse
import gzip
import json
import sys
import time
from datetime import datetime, timedelta
from typing import Any

GOAL_SECONDS = 30
COPY_ORDERS = """
INSERT INTO sales_order
SELECT copy.* FROM generate_series(1, %(rows)s) AS n, sales_order o,
LATERAL jsonb_populate_record(o, jsonb_build_object(
    'id', md5('paid order' || n)::uuid, 'number', 'R' || n, 'request_key', 'R' || n)) AS copy
WHERE o.id = %(order)s
"""
COPY_PAYMENTS = """
INSERT INTO payments_payment
SELECT copy.* FROM generate_series(1, %(rows)s) AS n, payments_payment p,
LATERAL jsonb_populate_record(p, jsonb_build_object(
    'id', md5('payment' || n)::uuid, 'order_id', md5('paid order' || n)::uuid, 'number', 'R' || n || 'P1',
    'gateway_trade', 'T' || n, 'state', 'paid', 'amount_fen', 10000 + n,
    'paid_at', %(at)s::timestamptz + n * interval '0.5 second')) AS copy
WHERE p.id = %(payment)s
"""
JOIN = """
SELECT count(*) FROM payments_billline l JOIN payments_payment p ON p.number = l.number
WHERE l.method = 'wechat' AND p.amount_fen = l.amount_fen
"""
HEADINGS = "交易时间,微信订单号,商户订单号,交易状态,微信退款单号,商户退款单号,手续费,订单金额,申请退款金额"


def measure(rows: int = 100_000, differences: int = 100) -> dict[str, Any]:
    """Seconds to read, keep and compare a bill, and to only join its lines with the payments."""
    from django.db import connection

    from zhanggui.domain.payments.layouts import wechat_bill
    from zhanggui.domain.payments.models import Difference
    from zhanggui.domain.payments.operations import BillWish, compare_bill
    from zhanggui.identity.actor import SYSTEM
    from zhanggui.kernel import clock
    from zhanggui.kernel.clock import SHANGHAI

    today = clock.now().astimezone(SHANGHAI).replace(hour=0, minute=0, second=0, microsecond=0)
    day = today - timedelta(days=1)
    _prepare(rows, at=day + timedelta(hours=1))
    file = _file(rows, differences, day + timedelta(hours=1))
    started = time.perf_counter()
    told = wechat_bill(file)
    read = time.perf_counter() - started
    wish = BillWish(method="wechat", day=day.date(), rows=told, source="bench")
    bill = compare_bill(wish=wish, by=SYSTEM, at=clock.now())
    total = time.perf_counter() - started
    with connection.cursor() as cursor:
        started = time.perf_counter()
        cursor.execute(JOIN)
        cursor.fetchall()
        joined = time.perf_counter() - started
    return {
        "rows": bill.rows,
        "matched": bill.matched,
        "differences": Difference.objects.filter(bill=bill).count(),
        "read_seconds": round(read, 2),
        "seconds": round(total, 2),
        "join_seconds": round(joined, 3),
        "ratio": round(total / joined, 1),
        "goal_seconds": GOAL_SECONDS,
    }


def _file(rows: int, differences: int, at: datetime) -> bytes:
    """The bill as WeChat Pay packs it: a part of the lines a fen too little."""
    every = max(rows // differences, 1)
    lines = [HEADINGS]
    for n in range(1, rows + 1):
        fen = 10_000 + n - (n % every == 0)
        moment = (at + timedelta(seconds=n / 2)).strftime("%Y-%m-%d %H:%M:%S")
        yuan = f"{fen // 100}.{fen % 100:02d}"
        lines.append(f"`{moment},`T{n},`R{n}P1,`SUCCESS,`,`,`0.60,`{yuan},`0.00")
    lines += ["总交易单数,应结订单总金额", f"`{rows},`0.00"]
    return gzip.compress("\n".join(lines).encode())


def _prepare(rows: int, *, at: datetime) -> None:
    """Orders and payments of them by WeChat Pay, made on one day."""
    from django.db import connection

    from benchmarks.shelf import buyers, goods_on_sale, unwatched
    from zhanggui.domain.payments.operations import PaymentWish, open_payment
    from zhanggui.identity.models import Account
    from zhanggui.journeys.order_wish import LineWish, OrderWish
    from zhanggui.journeys.place_order import place_order
    from zhanggui.kernel import clock

    buyer, thing = buyers(1)[0], goods_on_sale(1, pieces=10)[0]
    wish = OrderWish(
        customer_id=buyer.account_id, channel="web", method="gateway", address_id=buyer.address_id,
        lines=(LineWish(sku_id=thing.sku_id, quantity=1, announced_fen=thing.amount_fen),),
        key="pattern-to-pay",
    )  # fmt: skip
    customer = Account.objects.get(pk=buyer.account_id).actor(via="web")
    order = place_order(wish=wish, by=customer, at=clock.now())
    how = PaymentWish(method="wechat", kind="code")
    payment = open_payment(order_id=order.id, wish=how, by=customer, at=clock.now())
    values = {"rows": rows, "order": order.id, "payment": payment.pk, "at": at}
    with unwatched(), connection.cursor() as cursor:
        cursor.execute(COPY_ORDERS, values)
        cursor.execute(COPY_PAYMENTS, values)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE sales_order, payments_payment")


def main() -> None:
    """Measure in the database of DATABASE_URL (empty, migrated), and print the figures as JSON."""
    import django

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--differences", type=int, default=100)
    wanted = parser.parse_args()
    django.setup()
    found = measure(wanted.rows, wanted.differences)
    print(json.dumps(found, indent=2))
    sys.exit(found["seconds"] > GOAL_SECONDS)


if __name__ == "__main__":
    main()
