"""Orders and yuan, minute by minute, of what is on air; who waits, who calls, which payments fail."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from zhanggui.domain.broadcast.on_air import ShownGoods
from zhanggui.kernel.money import Fen
from zhanggui.schema.prepared import fetch

MINUTES = 40

BY_MINUTE = """
SELECT slot_id, date_trunc('minute', placed_at) AS minute, count(*), sum(payable_fen)::bigint,
       count(*) FILTER (WHERE channel = 'phone')
  FROM sales_order
 WHERE slot_id = ANY (%(slots)s) AND state NOT IN ('cancelled', 'expired')
 GROUP BY 1, 2 ORDER BY 2
"""
AROUND = """
SELECT (SELECT count(*) FROM care_call WHERE state = 'waiting'),
       (SELECT jsonb_object_agg(waiting.slot_goods_id, waiting.people) FROM (
            SELECT w.slot_goods_id, count(*) AS people FROM broadcast_waitingplace w
              JOIN broadcast_slotgoods g ON g.id = w.slot_goods_id
             WHERE g.slot_id = ANY (%(slots)s) AND w.ended_at IS NULL GROUP BY 1) waiting),
       (SELECT jsonb_object_agg(failed.slot_id, failed.payments) FROM (
            SELECT o.slot_id, count(*) AS payments
              FROM sales_order o JOIN payments_payment p ON p.order_id = o.id
             WHERE o.slot_id = ANY (%(slots)s) AND p.state = 'closed' AND p.paid_at IS NULL
             GROUP BY 1) failed),
       (SELECT jsonb_object_agg(kept.slot_goods_id, kept.pieces) FROM (
            SELECT l.slot_goods_id, sum(l.quantity) AS pieces
              FROM sales_order o JOIN sales_orderline l ON l.order_id = o.id
              JOIN broadcast_slotgoods g ON g.id = l.slot_goods_id AND g.off_air_at IS NOT NULL
             WHERE o.slot_id = ANY (%(slots)s) AND o.state NOT IN ('cancelled', 'expired')
             GROUP BY 1) kept),
       (SELECT jsonb_object_agg(s.id, s.target_fen) FROM broadcast_slot s WHERE s.id = ANY (%(slots)s))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """What a slot has sold so far, and the shape of the last minutes (the last one is the present)."""

    orders: int = 0
    phone_orders: int = 0
    amount_fen: Fen = 0
    orders_by_minute: Sequence[int] = (0,) * MINUTES
    yuan_by_minute: Sequence[int] = (0,) * MINUTES

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


def pulses(slots: Sequence[UUID], *, at: datetime) -> dict[UUID, Pulse]:
    """The figures of each of these slots, in one statement."""
    rows = fetch(BY_MINUTE, {"slots": list(slots)}) if slots else []
    this_minute = at.replace(second=0, microsecond=0)
    minutes = [this_minute - timedelta(minutes=back) for back in range(MINUTES - 1, -1, -1)]
    return {slot: _pulse([row[1:] for row in rows if row[0] == slot], minutes) for slot in slots}


def _pulse(rows: Sequence[tuple[datetime, int, int, int]], minutes: Sequence[datetime]) -> Pulse:
    orders = {minute: count for minute, count, _, _ in rows}
    fen = {minute: amount for minute, _, amount, _ in rows}
    return Pulse(
        orders=sum(row[1] for row in rows),
        amount_fen=sum(row[2] for row in rows),
        phone_orders=sum(row[3] for row in rows),
        orders_by_minute=[orders.get(minute, 0) for minute in minutes],
        yuan_by_minute=[fen.get(minute, 0) // 100 for minute in minutes],
    )


@dataclass(frozen=True, slots=True)
class Around:
    """What else the control room watches: callers who wait, waiting lists, payments that came to nothing."""

    calls: int
    waiting: dict[str, int]
    """People in the waiting list, by article."""
    failed: dict[str, int]
    """Payments closed without money, by slot."""
    kept: dict[str, int]
    """Pieces that orders hold of the articles taken off air, whose quotas have gone back."""
    target_fen: dict[str, Fen]
    """What each slot is planned to sell."""

    def sold(self, one: ShownGoods) -> int:
        """Pieces that buyers have taken, on air or off."""
        return self.kept.get(str(one.id), 0) if one.off_air else one.sold


def around(slots: Sequence[UUID]) -> Around:
    """In one statement, for any number of slots."""
    calls, *by_key = fetch(AROUND, {"slots": list(slots)})[0]
    return Around(calls, *(json.loads(one) if isinstance(one, str) else one or {} for one in by_key))
