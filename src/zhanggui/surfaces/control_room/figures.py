"""Orders and yuan, minute by minute, of what is on air."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from zhanggui.kernel.money import Fen
from zhanggui.schema.prepared import fetch

MINUTES = 40

BY_MINUTE = """
SELECT date_trunc('minute', placed_at) AS minute, count(*), sum(payable_fen)::bigint,
       count(*) FILTER (WHERE channel = 'phone')
  FROM sales_order
 WHERE slot_id = ANY (%(slots)s) AND state NOT IN ('cancelled', 'expired')
 GROUP BY 1 ORDER BY 1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """What the slots have sold so far, and the shape of the last minutes (the last one is the present)."""

    orders: int
    phone_orders: int
    amount_fen: Fen
    orders_by_minute: list[int]
    yuan_by_minute: list[int]

    @property
    def orders_now(self) -> int:
        """Orders in the present minute."""
        return self.orders_by_minute[-1]

    @property
    def yuan_now(self) -> int:
        """Yuan in the present minute."""
        return self.yuan_by_minute[-1]

    @property
    def orders_top(self) -> int:
        """Orders in the best of these minutes."""
        return max(self.orders_by_minute)

    @property
    def yuan_top(self) -> int:
        """Yuan in the best of these minutes."""
        return max(self.yuan_by_minute)


def pulse(slots: Sequence[UUID], *, at: datetime) -> Pulse:
    """The figures of these slots, in one statement."""
    rows = fetch(BY_MINUTE, {"slots": list(slots)}) if slots else []
    this_minute = at.replace(second=0, microsecond=0)
    minutes = [this_minute - timedelta(minutes=back) for back in range(MINUTES - 1, -1, -1)]
    orders = {minute: count for minute, count, _, _ in rows}
    fen = {minute: amount for minute, _, amount, _ in rows}
    return Pulse(
        orders=sum(row[1] for row in rows),
        amount_fen=sum(row[2] for row in rows),
        phone_orders=sum(row[3] for row in rows),
        orders_by_minute=[orders.get(minute, 0) for minute in minutes],
        yuan_by_minute=[fen.get(minute, 0) // 100 for minute in minutes],
    )
