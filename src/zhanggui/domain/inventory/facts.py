"""What happens to goods, in the past tense."""

from dataclasses import dataclass

from zhanggui.mechanisms import trail


@trail.fact("inventory.warehouse_opened", "Warehouse {name} was opened")
@dataclass(frozen=True, kw_only=True)
class WarehouseOpened:
    code: str
    name: str


@trail.fact("inventory.goods_received", "{pieces} pieces of {supplier} were received as {number}")
@dataclass(frozen=True, kw_only=True)
class GoodsReceived:
    number: str
    supplier: str
    pieces: int
    lines: int


@trail.fact("inventory.line_inspected", "{name}: {passed} passed, {held} held, {rejected} rejected")
@dataclass(frozen=True, kw_only=True)
class LineInspected:
    receipt: str
    sku: str
    name: str
    passed: int
    held: int
    rejected: int


@trail.fact("inventory.stock_held", "{pieces} pieces of {sku} were put on hold")
@dataclass(frozen=True, kw_only=True)
class StockHeld:
    number: str
    sku: str
    pieces: int


@trail.fact("inventory.hold_released", "{pieces} pieces of hold {number} were released")
@dataclass(frozen=True, kw_only=True)
class HoldReleased:
    number: str
    sku: str
    pieces: int


@trail.fact("inventory.hold_scrapped", "{pieces} pieces of hold {number} were scrapped")
@dataclass(frozen=True, kw_only=True)
class HoldScrapped:
    number: str
    sku: str
    pieces: int


@trail.fact("inventory.stock_counted", "{articles} articles were counted as {number}, {differences} differ")
@dataclass(frozen=True, kw_only=True)
class StockCounted:
    number: str
    articles: int
    differences: int


@trail.fact("inventory.correction_proposed", "A correction after count {count} was proposed")
@dataclass(frozen=True, kw_only=True)
class CorrectionProposed:
    count: str
    pieces: int


@trail.fact("inventory.correction_posted", "The correction after count {count} was booked")
@dataclass(frozen=True, kw_only=True)
class CorrectionPosted:
    count: str
    pieces: int


@trail.fact("inventory.correction_dropped", "The correction after count {count} was not approved")
@dataclass(frozen=True, kw_only=True)
class CorrectionDropped:
    count: str
