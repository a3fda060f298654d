"""What orders can prove: everybody paid what was announced, and the sum is the sum."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import TruncDate

from zhanggui.domain.partners.queries import agreements
from zhanggui.domain.partners.supporting import SUPPORT
from zhanggui.domain.sales.models import Cart, Order, OrderLine
from zhanggui.domain.sales.states import OrderState
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms.cases.models import Case
from zhanggui.mechanisms.controls import Evidence, Records, control, share_kept

LATELY = timedelta(days=30)
STUCK_AFTER = timedelta(minutes=10)
"""Orders are let go each minute; ten are more than patience."""
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


@control("A-4.3", title="A cart is ordered once")
def ordered_once(at: datetime) -> Evidence:
    """No customer has two orders of the shop with the same lines within ten seconds: no double order."""
    rows = _rows(TWICE, since=at - LATELY, until=at)
    total = Order.objects.filter(
        placed_at__gt=at - LATELY, placed_at__lte=at, channel__in=["web", "air"]
    ).count()
    figures = {
        "orders in 30 days": total,
        "placed twice": len(rows),
        "carts": Cart.objects.filter(lines__isnull=False).distinct().count(),
    }
    return Evidence(
        share_kept(kept=total - len(rows), of=total),
        figures,
        "0 placed twice",
        _orders([one for (one,) in rows]),
    )


TWICE = """
WITH pairs AS (
    SELECT id, lag(id) OVER mine AS before, placed_at - lag(placed_at) OVER mine AS apart
      FROM sales_order
     WHERE placed_at > %(since)s AND placed_at <= %(until)s AND channel IN ('web', 'air')
       AND customer_id IS NOT NULL AND state <> 'cancelled'
    WINDOW mine AS (PARTITION BY customer_id ORDER BY placed_at, id))
SELECT pairs.id FROM pairs
 WHERE pairs.apart < interval '10 seconds'
   AND NOT EXISTS (
       (SELECT sku_id, slot_goods_id, quantity FROM sales_orderline WHERE order_id = pairs.id)
       EXCEPT (SELECT sku_id, slot_goods_id, quantity FROM sales_orderline WHERE order_id = pairs.before))
   AND NOT EXISTS (
       (SELECT sku_id, slot_goods_id, quantity FROM sales_orderline WHERE order_id = pairs.before)
       EXCEPT (SELECT sku_id, slot_goods_id, quantity FROM sales_orderline WHERE order_id = pairs.id))
"""
"""Whoever wants the same again within ten seconds had an impatient finger, and we had no care."""


@control("A-4.3", title="Orders move on: nobody waits behind one that is not paid")
def orders_move_on(at: datetime) -> Evidence:
    """Unpaid orders are let go when their time is over, so that others can have the goods."""
    alive = Order.objects.filter(state__in=[OrderState.PLACED, OrderState.CONFIRMED])
    stuck = Order.objects.due_to_expire(at - STUCK_AFTER)
    figures = {
        "orders being processed": alive.count(),
        "waiting for payment": Order.objects.unpaid().count(),
        "unpaid past their time": stuck.count(),
    }
    total = figures["orders being processed"]
    found = list(stuck.values_list("id", flat=True)[:50])
    status = share_kept(kept=total - len(found), of=total)
    return Evidence(status, figures, "0 unpaid past their time", _orders(found))


def _rows(sql: str, **parameters: datetime) -> list[tuple[UUID, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        found: list[tuple[UUID, ...]] = cursor.fetchall()
        return found


@control("B-4.3.2", "B-4.3.4", title="What is taken off is explained to the fen, and never below the floor")
def explained(at: datetime) -> Evidence:
    """Each reduced line of the last month says step by step why, and costs no less than was approved (PX-02).

    Gifts are given whole, and their value is stated; histories bring discounts of their own.
    """
    since = at - LATELY
    with connection.cursor() as cursor:
        cursor.execute(REDUCED, [since])
        rows = cursor.fetchall()
    found = [order_id for order_id, in_order in rows if not in_order]
    return Evidence(
        share_kept(kept=len(rows) - len(found), of=len(rows)),
        {"reduced lines in 30 days": len(rows), "unexplained or below the floor": len(found)},
        "0 lines unexplained or below their floor",
        _orders(found),
    )


REDUCED = """
SELECT line.order_id,
       line.discount_fen = coalesce((
           SELECT sum((step ->> 'fen')::bigint) FROM jsonb_array_elements(line.explanation) step
            WHERE step ->> 'step' <> 'price'), 0)
       AND (line.explanation @> '[{"step": "gift"}]'
            OR line.amount_fen - line.discount_fen >= least(price.floor_fen * line.quantity, line.amount_fen))
  FROM sales_orderline line
  JOIN sales_order o ON o.id = line.order_id
  JOIN pricing_price price ON price.id = line.price_id
 WHERE o.placed_at >= %s AND line.discount_fen > 0 AND o.channel <> 'replay'
 ORDER BY line.id
"""


@control(
    "B-3.2.5", title="Every order line names who sells it and by which duties; partners get support in time"
)
def sellers_named(at: datetime) -> Evidence:
    """Each line of thirty days has a seller whose agreement, held that day, divides the duties and costs.

    What partners asked the house for is written back to and answered within its clocks.
    """
    lines = OrderLine.objects.filter(order__placed_at__gte=at - LATELY, order__placed_at__lte=at)
    agreed = agreements().filter(
        organisation=OuterRef("supplier__organisation"),
        starts_on__lte=OuterRef("day"),
        ends_on__gte=OuterRef("day"),
    )
    dated = lines.annotate(day=TruncDate("order__placed_at", tzinfo=SHANGHAI))
    bare = list(dated.filter(~Exists(agreed)).values_list("order_id", flat=True).distinct()[:1000])
    asked = Case.objects.filter(kind=SUPPORT.kind, opened_at__lte=at)
    late = Q(responded_at=None, respond_by__lt=at) | Q(answered_at=None, answer_by__lt=at)
    waiting = list(asked.alive().filter(late).values_list("pk", flat=True)[:100])
    total = lines.count()
    return Evidence(
        share_kept(kept=total - len(bare), of=total, broken=len(bare) + len(waiting)),
        {
            "order lines in 30 days": total,
            "orders without a seller's agreement": len(bare),
            "support asked for": asked.count(),
            "support overdue": len(waiting),
        },
        "0 lines without seller and duties; support within 8 h / 48 h",
        _cases(waiting) if waiting else _orders(bare),
    )


def _cases(found: list[UUID]) -> Records:
    named = ",".join(str(one) for one in found[:50])
    return Records(len(found), "admin:cases_case_changelist", {"id__in": named} if named else {})
