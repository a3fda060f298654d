"""Recording trades: what was really paid, the only ground a reference price stands on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from zhanggui.domain.pricing.capabilities import RECORD_TRADES
from zhanggui.identity.actor import Actor
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.money import Fen

INSERT = """
INSERT INTO pricing_tradedprice (id, sku_id, order_line_id, amount_fen, channel, traded_at)
SELECT id, sku_id, order_line_id, amount_fen, %s, %s
  FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::bigint[]) AS t(id, sku_id, order_line_id, amount_fen)
    ON CONFLICT (order_line_id) DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class Traded:
    """One paid order line: so much for one piece."""

    order_line_id: UUID
    sku_id: UUID
    amount_fen: Fen


def record_trades(*, trades: Sequence[Traded], channel: str, by: Actor, at: datetime) -> None:
    """Remember traded prices as the basis of reference prices (PX-04). The same line counts once.

    Called where an order is paid, in that transaction, whose fact tells it. One statement and nothing
    fetched, so that it may ride in a pipeline. Something given away has no price.
    """
    by.require(RECORD_TRADES)
    paid = [trade for trade in trades if trade.amount_fen > 0]
    if not paid:
        return
    columns: list[Any] = [
        channel,
        at,
        [new_id() for _ in paid],
        [trade.sku_id for trade in paid],
        [trade.order_line_id for trade in paid],
        [trade.amount_fen for trade in paid],
    ]
    with connection.cursor() as cursor:
        cursor.execute(INSERT, columns)
