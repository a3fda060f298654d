"""The nouns of the warehouse: buildings and receipts, shelves and lots, holds, counts."""

from zhanggui.domain.inventory.models.counts import StockCorrection, StockCount, StockCountLine
from zhanggui.domain.inventory.models.holds import Hold, HoldDecision
from zhanggui.domain.inventory.models.receipts import Inspection, Receipt, ReceiptLine, Warehouse
from zhanggui.domain.inventory.models.shelves import Home, Location, Lot, ShelfLot

__all__ = [
    "Hold",
    "HoldDecision",
    "Home",
    "Inspection",
    "Location",
    "Lot",
    "Receipt",
    "ReceiptLine",
    "ShelfLot",
    "StockCorrection",
    "StockCount",
    "StockCountLine",
    "Warehouse",
]
