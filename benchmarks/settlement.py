"""How long it takes to settle with 1,000 suppliers over 200,000 order lines.

    python -m benchmarks.settlement [--suppliers 1000] [--lines 200000]

The yardstick, in the same run: one statement of SQL that only adds up the same lines by supplier. Orders are
copied in the database from one that was made the usual way; suppliers have earned them in the ledger, so that
every statement has to agree with the books.
"""

import argparse
import json
import sys
import time
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

LINES_OF_AN_ORDER = 4
GOAL_SECONDS = 120

COPY_ORDERS = """
INSERT INTO sales_order
SELECT copy.* FROM generate_series(1, %(orders)s) AS n, sales_order o,
LATERAL jsonb_populate_record(o, jsonb_build_object(
    'id', md5('order' || n)::uuid, 'number', 'B' || n, 'request_key', 'B' || n, 'state', 'completed',
    'completed_at', %(at)s::timestamptz + n * interval '1 second')) AS copy
WHERE o.id = %(order)s
"""
COPY_LINES = """
INSERT INTO sales_orderline
SELECT copy.* FROM generate_series(0, %(lines)s - 1) AS n, sales_orderline line,
LATERAL (SELECT (%(suppliers)s::uuid[])[n %% %(many)s + 1] AS supplier_id) AS whose,
LATERAL jsonb_populate_record(line, jsonb_build_object(
    'id', md5('line' || n)::uuid, 'order_id', md5('order' || (n / %(each)s + 1))::uuid,
    'position', n %% %(each)s + 1, 'supplier_id', whose.supplier_id)) AS copy
WHERE line.order_id = %(order)s
"""
ADD_UP = """
SELECT line.supplier_id, sum(line.amount_fen) FROM sales_order o
JOIN sales_orderline line ON line.order_id = o.id WHERE o.completed_at IS NOT NULL GROUP BY 1
"""


def measure(suppliers: int = 1000, lines: int = 200_000) -> dict[str, Any]:
    """Seconds to draw and send every statement, and to only add the lines up."""
    from django.db import connection

    from zhanggui.domain.finance.models import Statement
    from zhanggui.domain.finance.operations.draw_statements import draw_statements
    from zhanggui.domain.finance.operations.send_statement import send_statement
    from zhanggui.domain.finance.states import Cycle
    from zhanggui.identity.actor import SYSTEM
    from zhanggui.kernel import clock

    now = clock.now()
    _prepare(suppliers, lines, at=now - timedelta(days=62))
    with connection.cursor() as cursor:
        started = time.perf_counter()
        cursor.execute(ADD_UP)
        cursor.fetchall()
        added = time.perf_counter() - started
    started = time.perf_counter()
    drawn = draw_statements(cycle=Cycle.MONTH, by=SYSTEM, at=now)
    drew = time.perf_counter() - started
    for statement in drawn:
        send_statement(statement_id=statement.id, by=SYSTEM, at=now)
    total = time.perf_counter() - started
    settled = Statement.objects.filter(pk__in=[one.pk for one in drawn])
    return {
        "suppliers": len(drawn),
        "lines": sum(one.lines_count for one in drawn),
        "held": settled.filter(state="held").count(),
        "draw_seconds": round(drew, 2),
        "seconds": round(total, 2),
        "add_up_seconds": round(added, 3),
        "ratio": round(total / added, 1),
        "goal_seconds": GOAL_SECONDS,
    }


def _prepare(suppliers: int, lines: int, *, at: datetime) -> None:
    """Suppliers, completed orders of theirs, and what they earned by them."""
    from django.db import connection

    from benchmarks.shelf import buyers, goods_on_sale, unwatched
    from zhanggui.identity.actor import SYSTEM
    from zhanggui.identity.models import Account
    from zhanggui.journeys.order_wish import LineWish, OrderWish
    from zhanggui.journeys.place_order import place_order
    from zhanggui.kernel import clock

    buyer, thing = buyers(1)[0], goods_on_sale(1, pieces=10)[0]
    wish = OrderWish(
        customer_id=buyer.account_id, channel="web", method="cash_on_delivery", address_id=buyer.address_id,
        lines=(LineWish(sku_id=thing.sku_id, quantity=1, announced_fen=thing.amount_fen),), key="pattern",
    )  # fmt: skip
    customer = Account.objects.get(pk=buyer.account_id).actor(via="web")
    pattern = place_order(wish=wish, by=customer, at=clock.now())
    firms = firms_of_suppliers(suppliers)
    values = {
        "order": pattern.id, "at": at, "lines": lines, "orders": -(-lines // LINES_OF_AN_ORDER),
        "each": LINES_OF_AN_ORDER, "suppliers": firms, "many": len(firms),
    }  # fmt: skip
    with unwatched(), connection.cursor() as cursor:
        cursor.execute(COPY_ORDERS, values)
        cursor.execute(COPY_LINES, values)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE sales_order, sales_orderline")
    _earn(firms, lines * thing.amount_fen // len(firms), SYSTEM, at)


def firms_of_suppliers(count: int) -> list[UUID]:
    """So many suppliers that may sell, made for measuring; again they are the same."""
    from benchmarks.shelf import LONG_AGO, unwatched
    from zhanggui.domain.partners.models import Supplier
    from zhanggui.identity.models import Organisation

    known = Supplier.objects.filter(number__startswith="S9").order_by("number")[:count]
    if len(known) == count:
        return [supplier.pk for supplier in known]
    firms = [Organisation(kind="supplier", name=f"Firm {n}", created_at=LONG_AGO) for n in range(count)]
    made = [
        Supplier(number=f"S9{n:05d}", organisation=firm, state="active", created_at=LONG_AGO)
        for n, firm in enumerate(firms)
    ]
    with unwatched():
        Organisation.objects.bulk_create(firms, batch_size=500)
        Supplier.objects.bulk_create(made, batch_size=500)
    return [supplier.pk for supplier in made]


def _earn(firms: list[UUID], each_fen: int, by: Any, at: datetime) -> None:
    from zhanggui.domain.payments import accounts
    from zhanggui.mechanisms import ledger

    entries = [
        ledger.Entry(
            kind="payments.earned",
            key=f"bench:{firm}",
            at=at,
            subject=ledger.Subject("partners.supplier", firm),
            transfers=[
                ledger.Transfer(
                    debit=accounts.clearing("elsewhere"),
                    credit=accounts.supplier_payable(firm),
                    amount=each_fen,
                )
            ],
        )
        for firm in firms
    ]
    for start in range(0, len(entries), 200):
        ledger.post(*entries[start : start + 200], by=by)


def main() -> None:
    """Measure in the database of DATABASE_URL (empty, migrated), and print the figures as JSON."""
    import django

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--suppliers", type=int, default=1000)
    parser.add_argument("--lines", type=int, default=200_000)
    wanted = parser.parse_args()
    django.setup()
    found = measure(wanted.suppliers, wanted.lines)
    print(json.dumps(found, indent=2))
    sys.exit(found["held"] > 0 or found["seconds"] > GOAL_SECONDS)


if __name__ == "__main__":
    main()
