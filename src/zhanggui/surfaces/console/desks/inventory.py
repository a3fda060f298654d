"""Goods in, quality, counts: what the warehouse and the inspector do."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.catalog.models import Sku
from zhanggui.domain.inventory import capabilities as may
from zhanggui.domain.inventory import sheets
from zhanggui.domain.inventory.models import (
    Hold,
    Measures,
    Receipt,
    ReceiptLine,
    StockCorrection,
    StockCount,
    Warehouse,
)
from zhanggui.domain.inventory.operations.count_stock import count_stock
from zhanggui.domain.inventory.operations.hold_stock import hold_stock
from zhanggui.domain.inventory.operations.import_measures import import_measures
from zhanggui.domain.inventory.operations.inspect_receipt_line import inspect_receipt_line
from zhanggui.domain.inventory.operations.measure_sku import measure_sku
from zhanggui.domain.inventory.operations.open_warehouse import open_warehouse
from zhanggui.domain.inventory.operations.propose_correction import propose_correction
from zhanggui.domain.inventory.operations.receive_goods import receive_goods
from zhanggui.domain.inventory.operations.release_hold import release_hold
from zhanggui.domain.inventory.operations.scrap_hold import scrap_hold
from zhanggui.domain.inventory.rules import Defect, Found, Papers, Place
from zhanggui.domain.inventory.sizes import Size
from zhanggui.domain.partners.models import Supplier
from zhanggui.identity.roles import Role
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.desks.goods_documents import ATTACH, papers_panel
from zhanggui.surfaces.console.goods_lines import PiecesField, delivered, excel
from zhanggui.surfaces.console.questions import (
    asked,
    choice,
    day,
    line,
    one_of,
    reason,
    whole,
    words,
)

TERMS = [("bought", _("Bought by the house")), ("consigned", _("Consigned by the supplier"))]
STOCK = may.SEE_STOCK.roles - {Role.SUPPLIER, Role.SERVICE}


def _receive(doing: Doing) -> Receipt:
    papers = Papers(
        delivery_note=doing["delivery_note"], purchased_on=doing["purchased_on"], terms=doing["terms"]
    )
    sheet = doing["sheet"]
    return receive_goods(
        warehouse_id=doing["warehouse"].pk,
        supplier_id=doing["supplier"].pk,
        lines=sheets.delivered_in(sheet.read()) if sheet else delivered(doing["lines"] or ()),
        papers=papers,
        by=doing.by,
        at=doing.at,
    )


def _inspect(doing: Doing) -> ReceiptLine:
    bad = doing["held"] + doing["rejected"]
    defects = (Defect("found", bad, doing["note"]),) if bad else ()
    found = Found(
        passed=doing["passed"],
        held=doing["held"],
        rejected=doing["rejected"],
        defects=defects,
        note=doing["note"],
        sampled=doing["sampled"],
    )
    inspect_receipt_line(line_id=doing.thing.pk, found=found, by=doing.by, at=doing.at)
    found_line: ReceiptLine = doing.thing
    return found_line


def _open(doing: Doing) -> Warehouse:
    place = Place(province=doing["province"], city=doing["city"], street=doing["street"])
    return open_warehouse(
        code=doing["code"],
        name=doing["name"],
        place=place,
        operator_id=doing["operator"].pk if doing["operator"] else None,
        by=doing.by,
        at=doing.at,
    )


def _counted(written: Any, sheet: Any) -> dict[UUID, int]:
    """Pieces by SKU, from the sheet if there is one."""
    return sheets.counted_in(sheet.read()) if sheet else {sku: pieces for sku, pieces, _rest in written or ()}


def _warehouses() -> Any:
    return Warehouse.objects.filter(closed_at=None, operator=None).order_by("code")


@register(Warehouse)
class WarehouseDesk(Desk):
    """Where goods lie."""

    roles = STOCK
    columns = ("code", "name", "province", "city", "operator", "opened_at")
    list_select_related = ("operator__organisation",)
    ordering = ("code",)
    starts = (
        Act(
            "open",
            _("Open a warehouse"),
            _open,
            capability=may.OPEN_WAREHOUSE,
            form=asked(
                code=line(_("Code"), limit=16),
                name=line(_("Name"), limit=60),
                province=line(_("Province"), limit=40),
                city=line(_("City"), limit=60),
                street=line(_("Street")),
                operator=one_of(
                    _("Supplier who sends from it itself"),
                    lambda: Supplier.objects.filter(state="active").select_related("organisation"),
                    required=False,
                ),
            ),
        ),
    )
    acts = (
        Act(
            "count",
            _("Write down a count"),
            lambda d: count_stock(
                warehouse_id=d.thing.pk, counted=_counted(d["counted"], d["sheet"]), by=d.by, at=d.at
            ),
            capability=may.COUNT,
            form=asked(
                counted=PiecesField(
                    label=_("Counted"), required=False, help_text=_("Each line: SKU code, pieces.")
                ),
                sheet=excel("count"),
            ),
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        there = reverse("admin:shelf_labels", args=[thing.pk])
        return [{"template": "console/panels/shelf_labels.html", "print": there}]


@register(Receipt)
class ReceiptDesk(Desk):
    """A delivery and what came with it: the purchase record the food law asks for."""

    roles = STOCK
    columns = ("number", "supplier_name", "warehouse", "delivery_note", "purchased_on", "received_at")
    list_select_related = ("warehouse",)
    list_filter = ("warehouse",)
    search_fields = ("number__exact", "delivery_note", "supplier_name")
    ordering = ("-received_at",)
    tables = (
        Table(
            _("Lines"),
            lambda receipt: receipt.lines.order_by("position"),
            ("name", "quantity", "unit_cost_fen", "lot", "produced_on", "expires_on", "keep_until"),
        ),
    )
    starts = (
        Act(
            "receive",
            _("Receive a delivery"),
            _receive,
            capability=may.RECEIVE,
            form=asked(
                warehouse=one_of(_("Warehouse"), _warehouses),
                supplier=one_of(
                    _("Supplier"), lambda: Supplier.objects.filter(state="active").order_by("number")
                ),
                delivery_note=line(_("Delivery note"), limit=60),
                purchased_on=day(_("Purchased on")),
                terms=choice(_("Terms"), TERMS),
                lines=PiecesField(
                    label=_("Lines"),
                    required=False,
                    help_text=_(
                        "Each line: SKU code, pieces, lot, made on, use by, price. Paste from Excel works."
                    ),
                ),
                sheet=excel("delivery"),
            ),
        ),
    )

    acts = (ATTACH,)

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        return [papers_panel(request, thing)]


@register(ReceiptLine)
class ReceiptLineDesk(Desk):
    """What waits for the inspector, and what was found."""

    roles = STOCK
    columns = ("name", "receipt", "quantity", "lot", "expires_on", "inspection")
    list_select_related = ("receipt", "inspection")
    search_fields = ("name", "lot", "receipt__number")
    ordering = ("-receipt__received_at", "position")
    acts = (
        Act(
            "inspect",
            _("Inspect"),
            _inspect,
            capability=may.INSPECT,
            form=asked(
                passed=whole(_("Passed")),
                held=whole(_("Held")),
                rejected=whole(_("Rejected")),
                sampled=whole(_("Pieces looked at (empty: all)"), least=1, required=False),
                note=words(_("What was found"), required=False),
            ),
            initial=lambda line_: {"passed": line_.quantity, "held": 0, "rejected": 0},
            offered=lambda line_: not hasattr(line_, "inspection"),
            tone="primary",
        ),
    )


def _on_hold(name: str, title: Any, verb: Callable[..., Hold], tone: str) -> Act:
    """A decision about some or all of the held pieces."""
    return Act(
        name,
        title,
        lambda d: verb(hold_id=d.thing.pk, quantity=d["quantity"], reason=d["reason"], by=d.by, at=d.at),
        capability=may.DECIDE_HOLD,
        form=asked(quantity=whole(_("Pieces"), least=1), reason=reason()),
        offered=lambda hold: hold.ended_at is None,
        tone=tone,
    )


@register(Hold)
class HoldDesk(Desk):
    """Pieces kept out of the sale until somebody decides."""

    roles = STOCK
    columns = ("number", "sku", "warehouse", "quantity", "undecided", "reason", "held_at", "ended_at")
    list_select_related = ("sku", "warehouse")
    ordering = ("-held_at",)
    starts = (
        Act(
            "hold",
            _("Hold pieces"),
            lambda d: hold_stock(
                warehouse_id=d["warehouse"].pk,
                sku_id=d["sku"].pk,
                quantity=d["quantity"],
                reason=d["reason"],
                by=d.by,
                at=d.at,
            ),
            capability=may.HOLD,
            form=asked(
                warehouse=one_of(_("Warehouse"), _warehouses),
                sku=one_of(_("SKU"), lambda: Sku.objects.order_by("code")),
                quantity=whole(_("Pieces"), least=1),
                reason=reason(),
            ),
        ),
    )
    acts = (
        _on_hold("release", _("Release"), release_hold, "primary"),
        _on_hold("scrap", _("Scrap"), scrap_hold, "danger"),
    )


def _differs(count: StockCount) -> bool:
    """Whether something is to be corrected, and nobody has proposed or done so yet."""
    standing = count.corrections.filter(dropped_at=None).exists()
    return not standing and any(line.difference for line in count.lines.all())


@register(StockCount)
class StockCountDesk(Desk):
    """A count, with what was booked when it was made; it changes nothing until a correction is approved."""

    roles = STOCK
    columns = ("number", "warehouse", "counted_by.person", "counted_at")
    list_select_related = ("warehouse", "counted_by__person")
    ordering = ("-counted_at",)
    tables = (
        Table(
            _("Lines"),
            lambda count: count.lines.select_related("sku"),
            ("sku", "booked", "counted", "difference"),
        ),
        Table(
            _("Corrections"),
            lambda count: count.corrections.order_by("-proposed_at"),
            ("reason", "proposed_at", "posted_at", "dropped_at"),
        ),
    )
    acts = (
        Act(
            "correct",
            _("Propose a correction"),
            lambda d: propose_correction(count_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            capability=may.PROPOSE_CORRECTION,
            form=asked(reason=reason()),
            offered=_differs,
        ),
        ATTACH,
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        return [papers_panel(request, thing)]


@register(StockCorrection)
class StockCorrectionDesk(Desk):
    """Differences on their way through approval."""

    roles = STOCK
    columns = ("count", "reason", "proposed_by.person", "proposed_at", "posted_at", "dropped_at")
    list_select_related = ("count", "proposed_by__person")
    ordering = ("-proposed_at",)
    tables = (
        Table(
            _("Lines"),
            lambda correction: correction.count.lines.select_related("sku"),
            ("sku", "booked", "counted", "difference"),
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        """What was filed with the count proves its correction too."""
        shown = papers_panel(request, thing)
        return [shown | {"papers": papers_panel(request, thing.count)["papers"]}]


def _measure(doing: Doing) -> Measures:
    size = Size(doing["length"], doing["width"], doing["height"], doing["weight"])
    return measure_sku(sku_id=doing["sku"].pk, size=size, by=doing.by, at=doing.at)


def _measure_all(doing: Doing) -> None:
    import_measures(content=doing["sheet"].read(), by=doing.by, at=doing.at)


@register(Measures)
class MeasuresDesk(Desk):
    """How large and how heavy a piece is: by this boxes are proposed and parcels weighed."""

    roles = STOCK
    columns = (
        "sku",
        "length_mm",
        "width_mm",
        "height_mm",
        "weight_grams",
        "measured_by.person",
        "measured_at",
    )
    list_select_related = ("sku", "measured_by__person")
    search_fields = ("sku__code",)
    ordering = ("-measured_at",)
    starts = (
        Act(
            "measure",
            _("Measure a piece"),
            _measure,
            capability=may.MEASURE,
            form=asked(
                sku=one_of(_("SKU"), lambda: Sku.objects.order_by("code")),
                length=whole(_("Length, mm"), least=1, most=5_000),
                width=whole(_("Width, mm"), least=1, most=5_000),
                height=whole(_("Height, mm"), least=1, most=5_000),
                weight=whole(_("Weight, grams"), least=1, most=200_000),
            ),
            tone="primary",
        ),
        Act(
            "sheet",
            _("Measures from Excel"),
            _measure_all,
            capability=may.MEASURE,
            form=asked(sheet=excel("measures", required=True)),
            help=_("SKU code, length, width, height in millimetres, weight in grams: all rows, or none."),
        ),
    )
