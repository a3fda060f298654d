"""How long it takes to close a month of 100,000 orders: vouchers, shares of profit and loss, the close.

    python -m benchmarks.closing [--orders 100000]

The yardstick, in the same run: one statement of SQL that only adds up the same transfers by account. What
orders earned is posted in the ledger as completing them does; what settlement left there is closed too.
"""

import argparse
import json
import sys
import time
from datetime import datetime, timedelta
from itertools import cycle
from typing import Any

GOAL_SECONDS = 60
BATCH = 500
SUPPLIERS = 200

ADD_UP = """
SELECT a.kind, sum(CASE WHEN a.id = t.debit_account_id THEN t.amount ELSE -t.amount END)
FROM ledger_transfer t JOIN ledger_account a ON a.id IN (t.debit_account_id, t.credit_account_id)
GROUP BY 1
"""


def measure(orders: int = 100_000) -> dict[str, Any]:
    """Seconds to close every month up to the last, and to only add its transfers up."""
    from django.db import connection

    from zhanggui.domain.finance import booking, reports
    from zhanggui.domain.finance.models import ProfitShare, Voucher
    from zhanggui.domain.finance.operations.close_period import close_period
    from zhanggui.domain.finance.operations.make_vouchers import make_vouchers
    from zhanggui.identity.actor import SYSTEM
    from zhanggui.kernel import clock

    now = clock.now()
    _earn(orders, at=now - timedelta(days=45))
    with connection.cursor() as cursor:
        started = time.perf_counter()
        cursor.execute(ADD_UP)
        cursor.fetchall()
        added = time.perf_counter() - started
    started = time.perf_counter()
    make_vouchers(by=SYSTEM, at=now)
    booked = time.perf_counter() - started
    months = sorted(set(Voucher.objects.values_list("month", flat=True)))
    closed = [month for month in months if month < now.date().replace(day=1)]
    for month in closed:
        close_period(month=month, by=SYSTEM, at=now)
    total = time.perf_counter() - started
    return {
        "orders": orders,
        "months": len(closed),
        "vouchers": Voucher.objects.count(),
        "shares": ProfitShare.objects.count(),
        "differences": len(booking.differences())
        + sum(len(reports.differs_from_vouchers(month)) for month in months),
        "voucher_seconds": round(booked, 2),
        "seconds": round(total, 2),
        "add_up_seconds": round(added, 3),
        "ratio": round(total / added, 1),
        "goal_seconds": GOAL_SECONDS,
    }


def _earn(orders: int, *, at: datetime) -> None:
    """What complete orders leave in the ledger: the supplier's, the freight and what was given away."""
    from benchmarks.settlement import firms_of_suppliers
    from zhanggui.domain.payments import accounts
    from zhanggui.identity.actor import SYSTEM
    from zhanggui.kernel.ids import named_id
    from zhanggui.mechanisms import ledger

    paid_into = accounts.clearing("elsewhere")
    suppliers = [accounts.supplier_payable(firm) for firm in firms_of_suppliers(SUPPLIERS)]
    entries = [
        ledger.Entry(
            kind="payments.earned",
            key=f"closing:{n}",
            at=at + timedelta(seconds=n % 86_400),
            subject=ledger.Subject("sales.order", named_id(SYSTEM.account_id, "order", n)),
            transfers=[
                ledger.Transfer(debit=paid_into, credit=payable, amount=10_000 + n % 977),
                ledger.Transfer(debit=paid_into, credit=accounts.FREIGHT, amount=600),
                ledger.Transfer(
                    debit=accounts.DISCOUNT, credit=suppliers[n % SUPPLIERS], amount=100 + n % 13
                ),
            ],
        )
        for n, payable in zip(range(orders), cycle(suppliers), strict=False)
    ]
    for start in range(0, len(entries), BATCH):
        ledger.post(*entries[start : start + BATCH], by=SYSTEM)


def main() -> None:
    """Measure in the database of DATABASE_URL (migrated), and print the figures as JSON."""
    import django

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--orders", type=int, default=100_000)
    wanted = parser.parse_args()
    django.setup()
    found = measure(wanted.orders)
    print(json.dumps(found, indent=2))
    sys.exit(found["differences"] > 0 or found["seconds"] > GOAL_SECONDS)


if __name__ == "__main__":
    main()
