"""Telling pricing at what price things really changed hands: the only basis of reference prices (PX-04)."""

from datetime import datetime

from zhanggui.domain.pricing.operations import record_trade
from zhanggui.domain.sales.models import Order
from zhanggui.identity.actor import Actor


def record(order: Order, *, by: Actor, at: datetime) -> None:
    """Each line of a paid order is one traded price."""
    for line in order.lines.all():
        record_trade(
            order_line_id=line.id,
            sku_id=line.sku_id,
            channel=order.channel,
            amount_fen=line.unit_fen,
            by=by,
            at=at,
        )
