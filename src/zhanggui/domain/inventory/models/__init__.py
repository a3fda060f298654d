"""The nouns of the warehouse: buildings, receipts, shelves and lots, holds, counts, documents, quality."""

from zhanggui.domain.inventory.models.closing import CloseLine, MonthClose
from zhanggui.domain.inventory.models.counts import StockCorrection, StockCount, StockCountLine
from zhanggui.domain.inventory.models.documents import (
    ArrivedLine,
    Attachment,
    StockDocument,
    StockDocumentLine,
)
from zhanggui.domain.inventory.models.holds import Hold, HoldDecision, Withheld
from zhanggui.domain.inventory.models.measures import Measures
from zhanggui.domain.inventory.models.notices import DeliveryNotice, NoticeLine
from zhanggui.domain.inventory.models.quality import InspectionPlan, Recall, SpotCheck
from zhanggui.domain.inventory.models.receipts import Inspection, Receipt, ReceiptLine, Warehouse
from zhanggui.domain.inventory.models.shelves import Home, Location, Lot, ShelfLot

__all__ = [
    "ArrivedLine",
    "Attachment",
    "CloseLine",
    "DeliveryNotice",
    "Hold",
    "HoldDecision",
    "Home",
    "Inspection",
    "InspectionPlan",
    "Location",
    "Lot",
    "Measures",
    "MonthClose",
    "NoticeLine",
    "Recall",
    "Receipt",
    "ReceiptLine",
    "ShelfLot",
    "SpotCheck",
    "StockCorrection",
    "StockCount",
    "StockCountLine",
    "StockDocument",
    "StockDocumentLine",
    "Warehouse",
    "Withheld",
]
