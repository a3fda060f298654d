"""What can be done with prices: one verb per file."""

from zhanggui.domain.pricing.operations.record_trades import Traded, record_trades

__all__ = ["Traded", "record_trades"]
