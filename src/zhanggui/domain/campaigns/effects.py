"""What came of campaigns, from counters by the hour: never a scan of clicks or orders (B-5.4.2)."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, time
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet, Sum

from zhanggui.domain.campaigns.models import Expense, LinkHour, Reach
from zhanggui.domain.campaigns.rules import Effect
from zhanggui.kernel.clock import SHANGHAI

COUNTERS = (
    "clicks",
    "orders",
    "confirmed",
    "lost",
    "revenue_fen",
    "costed_fen",
    "margin_fen",
    "ratings",
    "stars",
)

EARNED = """
SELECT coalesce(sum(line.amount_fen - line.discount_fen), 0),
       coalesce(sum(line.amount_fen - line.discount_fen) FILTER (WHERE priced.cost_fen IS NOT NULL), 0),
       coalesce(sum(line.amount_fen - line.discount_fen - priced.cost_fen * line.quantity), 0)
  FROM sales_orderline line
  JOIN pricing_price price ON price.id = line.price_id
  LEFT JOIN pricing_priceline priced ON priced.id = price.line_id
 WHERE line.order_id = %s
"""


def earned(order_id: UUID) -> dict[str, int]:
    """What an order brings after discounts; of it, what has its cost on file, and the margin on that."""
    with connection.cursor() as cursor:
        cursor.execute(EARNED, [order_id])
        revenue, costed, margin = (int(value) for value in cursor.fetchone())
    return {"revenue_fen": revenue, "costed_fen": costed, "margin_fen": margin}


def effect_of(campaign_id: UUID) -> Mapping[str, Effect]:
    """The effect of one campaign by medium, from its first day to now."""
    return _by_medium(
        LinkHour.objects.filter(link__campaign_id=campaign_id),
        Reach.objects.filter(campaign_id=campaign_id),
        Expense.objects.filter(campaign_id=campaign_id),
    )


def effect_between(since: date, until: date) -> Mapping[str, Effect]:
    """The effect of all campaigns by medium, from the first of these days up to, not including, the other."""
    start, end = (datetime.combine(day, time.min, SHANGHAI) for day in (since, until))
    return _by_medium(
        LinkHour.objects.filter(hour__gte=start, hour__lt=end),
        Reach.objects.filter(day__gte=since, day__lt=until),
        Expense.objects.filter(recorded_at__gte=start, recorded_at__lt=end),
    )


def _by_medium(
    hours: QuerySet[LinkHour], reaches: QuerySet[Reach], expenses: QuerySet[Expense]
) -> Mapping[str, Effect]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    sums = {name: Sum(name) for name in COUNTERS}
    for medium, *numbers in hours.values_list("link__medium").annotate(**sums):
        found[medium] |= dict(zip(COUNTERS, numbers, strict=True))
    for medium, people in reaches.values_list("medium").annotate(Sum("people")):
        found[medium]["reach"] = people
    for medium, fen in expenses.values_list("medium").annotate(Sum("amount_fen")):
        found[medium]["spent_fen"] = fen
    return {medium: Effect(**found[medium]) for medium in sorted(found)}


def month_after(first: date) -> date:
    """The first day of the month after this one."""
    return first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1, day=1)
