"""What orders can prove: everybody paid what was announced, and the sum is the sum."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from zhanggui.domain.sales.models import OrderLine
from zhanggui.mechanisms.controls import Evidence, Records, control, share_kept

LATELY = timedelta(days=30)
ORDERS = "admin:sales_order_changelist"


def _orders(found: list[UUID]) -> Records:
    named = ",".join(str(one) for one in found[:50])
    return Records(len(found), ORDERS, {"id__in": named} if named else {})


@control("B-4.3.4", "B-4.1.4", title="Everybody paid the price that was announced and in force")
def paid_as_announced(at: datetime) -> Evidence:
    """Each line of the last month has the amount of its price, in force when it was placed (PX-02)."""
    since = at - LATELY
    total = OrderLine.objects.filter(order__placed_at__gte=since).count()
    with connection.cursor() as cursor:
        cursor.execute(OTHERWISE, [since])
        found = [order_id for (order_id,) in cursor.fetchall()]
    return Evidence(
        share_kept(kept=total - len(found), of=total),
        {"order lines in 30 days": total, "at another price": len(found)},
        "0 orders charged differently from the price in force",
        _orders(found),
    )


OTHERWISE = """
SELECT line.order_id FROM sales_orderline line
  JOIN sales_order o ON o.id = line.order_id
  JOIN pricing_price price ON price.id = line.price_id
  JOIN pricing_pricechange change ON change.id = price.change_id
 WHERE o.placed_at >= %s
   AND (line.unit_fen <> price.amount_fen OR line.sku_id <> price.sku_id
        OR o.placed_at < lower(price.period) OR o.placed_at >= coalesce(change.ends_at, 'infinity'))
"""
"""The end is asked of the approved change: a price that was ended or replaced later was in force then."""
