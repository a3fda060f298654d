"""Telling pricing at what price things really changed hands: the only basis of reference prices (PX-04)."""

from datetime import datetime

from zhanggui.domain.pricing.operations.record_trades import Traded, record_trades
from zhanggui.domain.sales.models import Order
from zhanggui.identity.actor import Actor


def record(order: Order, *, by: Actor, at: datetime) -> None:
    """Each line of a paid order is one traded price: what a piece came to after everything taken off it.

    Fractions of a fen are dropped, so that no price is ever compared with one that was not paid in full.
    """
    trades = [
        Traded(line.id, line.sku_id, (line.amount_fen - line.discount_fen) // line.quantity)
        for line in order.lines.all()
    ]
    record_trades(trades=trades, channel=order.channel, by=by, at=at)
