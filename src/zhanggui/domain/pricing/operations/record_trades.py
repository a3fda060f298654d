"""Recording at what prices things changed hands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.pricing.models import TradedPrice
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role, capability
from zhanggui.kernel.money import Fen

RECORD_TRADES = capability(
    "pricing.record_trades", Role.CARRIER, Role.LOGISTICS_MANAGER, Role.FINANCE, Role.SERVICE
)
"""Held by whoever takes the money in: a trade is recorded when it is paid."""


@dataclass(frozen=True, slots=True)
class Traded:
    """One paid order line: so much for one piece."""

    order_line_id: UUID
    sku_id: UUID
    amount_fen: Fen


@transaction.atomic
def record_trades(*, trades: Sequence[Traded], channel: str, by: Actor, at: datetime) -> None:
    """Remember traded prices as the basis of reference prices (PX-04). The same line counts once.

    The fact is that of the payment, in the same transaction. Something given away has no price.
    """
    by.require(RECORD_TRADES)
    TradedPrice.objects.bulk_create(
        [
            TradedPrice(
                sku_id=trade.sku_id,
                order_line_id=trade.order_line_id,
                channel=channel,
                amount_fen=trade.amount_fen,
                traded_at=at,
            )
            for trade in trades
            if trade.amount_fen > 0
        ],
        ignore_conflicts=True,
    )
