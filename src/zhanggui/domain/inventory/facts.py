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


@trail.fact("inventory.recalled_held", "{held} more pieces of {sku} are held by recall {number}")
@dataclass(frozen=True, kw_only=True)
class RecalledHeld:
    number: str
    sku: str
    held: int


@trail.fact("inventory.withheld_settled", "Nobody waits for {pieces} withheld pieces of {sku} any more")
@dataclass(frozen=True, kw_only=True)
class WithheldSettled:
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


@trail.fact("inventory.delivery_announced", "{supplier} announced {pieces} pieces as {number}")
@dataclass(frozen=True, kw_only=True)
class DeliveryAnnounced:
    number: str
    supplier: str
    pieces: int


@trail.fact("inventory.delivery_cancelled", "The announced delivery {number} will not come")
@dataclass(frozen=True, kw_only=True)
class DeliveryCancelled:
    number: str


@trail.fact("inventory.document_prepared", "Goods document {number} with {pieces} pieces was prepared")
@dataclass(frozen=True, kw_only=True)
class DocumentPrepared:
    number: str
    kind: str
    pieces: int


@trail.fact("inventory.document_approved", "Goods document {number} was approved")
@dataclass(frozen=True, kw_only=True)
class DocumentApproved:
    number: str
    kind: str


@trail.fact("inventory.document_left", "The goods of document {number} left their place")
@dataclass(frozen=True, kw_only=True)
class DocumentLeft:
    number: str
    kind: str


@trail.fact("inventory.document_arrived", "The goods of document {number} arrived, {missing} pieces missing")
@dataclass(frozen=True, kw_only=True)
class DocumentArrived:
    number: str
    kind: str
    missing: int


@trail.fact("inventory.document_cancelled", "Goods document {number} was cancelled")
@dataclass(frozen=True, kw_only=True)
class DocumentCancelled:
    number: str
    kind: str


@trail.fact("inventory.paper_attached", "A paper was attached: {file_name}")
@dataclass(frozen=True, kw_only=True)
class PaperAttached:
    file_name: str


@trail.fact("inventory.location_added", "Location {code} was added")
@dataclass(frozen=True, kw_only=True)
class LocationAdded:
    code: str
    walk: int


@trail.fact("inventory.home_set", "{sku} lies at {location} from now on")
@dataclass(frozen=True, kw_only=True)
class HomeSet:
    sku: str
    location: str


@trail.fact("inventory.inspection_planned", "Of {category}, {percent}% of each lot are looked at")
@dataclass(frozen=True, kw_only=True)
class InspectionPlanned:
    category: str
    percent: int


@trail.fact("inventory.spot_check_taken", "{pieces} pieces of {sku} were taken as {number} to be tested")
@dataclass(frozen=True, kw_only=True)
class SpotCheckTaken:
    number: str
    sku: str
    pieces: int


@trail.fact("inventory.spot_check_judged", "Spot check {number} of {sku}: {result}")
@dataclass(frozen=True, kw_only=True)
class SpotCheckJudged:
    number: str
    sku: str
    result: str


@trail.fact("inventory.lot_recalled", "Lot {lot} of {sku} was recalled as {number}")
@dataclass(frozen=True, kw_only=True)
class LotRecalled:
    number: str
    sku: str
    lot: str
    held: int


@trail.fact("inventory.month_closed", "The goods accounts of {month} were closed")
@dataclass(frozen=True, kw_only=True)
class MonthClosed:
    month: str
    articles: int
    value_fen: int


@trail.fact("inventory.measured", "A piece of {sku} is {size} and weighs {weight_grams} g")
@dataclass(frozen=True, kw_only=True)
class Measured:
    sku: str
    size: str
    weight_grams: int


@trail.fact(
    "inventory.declared", "{pieces} pieces of {sku} are ready to be sent from {warehouse} by its supplier"
)
@dataclass(frozen=True, kw_only=True)
class StockDeclared:
    sku: str
    pieces: int
    warehouse: str


@trail.fact("inventory.measures_imported", "{pieces} articles were measured from a sheet")
@dataclass(frozen=True, kw_only=True)
class MeasuresImported:
    pieces: int


@trail.fact(
    "inventory.declared_list", "A list of {rows} articles ready to be sent was taken in, {changed} changed"
)
@dataclass(frozen=True, kw_only=True)
class DeclaredListImported:
    rows: int
    changed: int
