"""What the trades say: the basis of every price that another is compared with."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from zhanggui.domain.pricing import rules
from zhanggui.domain.pricing.models import Price
from zhanggui.domain.pricing.rules import ChannelTrades, Span
from zhanggui.domain.pricing.states import PriceKind
from zhanggui.kernel.norms import norm

TRADES_SQL = """
SELECT sku_id, channel,
       min(amount_fen) FILTER (WHERE traded_at >= %(since)s),
       (array_agg(amount_fen ORDER BY traded_at DESC, amount_fen))[1]
  FROM pricing_tradedprice
 WHERE sku_id = ANY (%(skus)s) AND traded_at < %(until)s
 GROUP BY sku_id, channel
"""


def trades_before(skus: Iterable[UUID], starts_at: datetime) -> Mapping[UUID, Mapping[str, ChannelTrades]]:
    """For each SKU and channel, what it was sold for before that moment, by the law's window of that day."""
    since, until = rules.window(starts_at, norm("price.reference_window_days", on=starts_at))
    found: dict[UUID, dict[str, ChannelTrades]] = {}
    with connection.cursor() as cursor:
        cursor.execute(TRADES_SQL, {"skus": list(skus), "since": since, "until": until})
        for sku_id, channel, lowest, last in cursor.fetchall():
            found.setdefault(sku_id, {})[channel] = ChannelTrades(lowest, last)
    return found


def normal_prices(skus: Iterable[UUID]) -> Mapping[UUID, list[Span]]:
    """Every normal price of each SKU, past and to come."""
    found: dict[UUID, list[Span]] = {}
    prices = Price.objects.filter(sku_id__in=list(skus), kind=PriceKind.NORMAL).exclude(period__isempty=True)
    for price in prices:
        span = Span(price.amount_fen, price.period.lower, price.period.upper)
        found.setdefault(price.sku_id, []).append(span)
    return found


def basis_of(trades: Mapping[str, ChannelTrades], starts_at: datetime) -> dict[str, Any]:
    """How a reference price was found, to be kept with it (PX-04)."""
    since, until = rules.window(starts_at, norm("price.reference_window_days", on=starts_at))
    channels = {
        name: {"lowest_in_window_fen": one.lowest_in_window_fen, "last_fen": one.last_fen}
        for name, one in sorted(trades.items())
    }
    return {"since": since.isoformat(), "until": until.isoformat(), "channels": channels}


def lowest_normal_prices(skus: Iterable[UUID], starts_at: datetime, ends_at: datetime) -> Mapping[UUID, int]:
    """The lowest normal price of each SKU in that time; without those that have none for the whole of it."""
    found = {
        sku: rules.lowest_normal(spans, starts_at, ends_at) for sku, spans in normal_prices(skus).items()
    }
    return {sku: fen for sku, fen in found.items() if fen is not None}
