"""Goods documents: announced deliveries, transfers, returns to suppliers, scrap, moves; papers, print."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.aftersales import printing as returns
from zhanggui.domain.aftersales.capabilities import SEE_RETURNS
from zhanggui.domain.inventory import capabilities as may
from zhanggui.domain.inventory import looking, printing, queries, sheets
from zhanggui.domain.inventory.models import DeliveryNotice, StockDocument, Warehouse
from zhanggui.domain.inventory.operations.arrive_document import arrive_document
from zhanggui.domain.inventory.operations.attach_paper import attach_paper
from zhanggui.domain.inventory.operations.cancel_document import cancel_document
from zhanggui.domain.inventory.operations.dispatch_document import dispatch_document
from zhanggui.domain.inventory.operations.prepare_document import DocumentWish, LineWish, prepare_document
from zhanggui.domain.inventory.operations.receive_goods import receive_goods
from zhanggui.domain.inventory.rules import Delivered, Papers
from zhanggui.domain.inventory.states import DOCUMENT, DocumentKind
from zhanggui.domain.partners.models import Supplier
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.kernel.numbers import whole_number
from zhanggui.kernel.refusal import Refusal
from zhanggui.mechanisms.documents.uploads import Upload
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.goods_lines import PiecesField, delivered, excel
from zhanggui.surfaces.console.pages import page, shell
from zhanggui.surfaces.console.questions import asked, day, one_of, paper, reason, whole
from zhanggui.surfaces.design.sheets import sheet
from zhanggui.surfaces.design.templatetags.design import said as said_of

STOCK = may.SEE_STOCK.roles - {Role.SUPPLIER, Role.SERVICE}


def open_warehouses() -> Any:
    """Where something can be done with goods."""
    return Warehouse.objects.filter(closed_at=None, operator=None).order_by("code")


def suppliers() -> Any:
    """Whose goods can come and go."""
    return Supplier.objects.exclude(state="applied").select_related("organisation").order_by("number")


class LinesField(forms.CharField):
    """One line each: SKU code, location, lot, pieces, and for a move the location it goes to."""

    widget = forms.Textarea

    def clean(self, value: Any) -> Any:
        rows = [row.replace("，", ",").replace("\t", ",") for row in str(super().clean(value)).splitlines()]
        return [[part.strip() for part in row.split(",")] for row in rows if row.strip(", ")]


class DocumentForm(forms.Form):
    """From where, what, and why; every line is looked up on the shelves of the warehouse."""

    warehouse = one_of(_("Warehouse"), open_warehouses)
    lines = LinesField(
        label=_("Lines"),
        required=False,
        help_text=_(
            "Each line: SKU code, location, lot, pieces. Without location and lot: from among the rejected. "
            "For a move, the new location follows. Paste from Excel works."
        ),
    )
    sheet = excel("document")
    reason = reason()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        house, lines, sheet = said.get("warehouse"), said.get("lines"), said.get("sheet")
        if not (lines or sheet):
            raise forms.ValidationError({"lines": say("Write the lines, or send a sheet.")})
        if house and sheet:
            said["wishes"] = self._wishes(house.pk, sheet.read())
        elif house and lines:
            said["wishes"] = [self._wish(house.pk, number, row) for number, row in enumerate(lines, 1)]
        return said

    def _wishes(self, warehouse_id: UUID, content: bytes) -> list[LineWish]:
        try:
            return [LineWish(*row) for row in sheets.document_lines_in(content, warehouse_id)]
        except Refusal as refusal:
            raise forms.ValidationError({"sheet": said_of(refusal)}) from refusal

    def _wish(self, warehouse_id: UUID, number: int, row: Sequence[str]) -> LineWish:
        sku, location, lot, pieces, to = [*row, *[""] * 5][:5]
        if len(row) == 2:
            sku, pieces, location, lot, to = row[0], row[1], "", "", ""
        found = looking.shelf_named(warehouse_id, sku, location, lot)
        end = looking.location_named(warehouse_id, to) if to else None
        many = whole_number(pieces, most=9_999_999)
        if found is None or (to and end is None) or many is None:
            raise forms.ValidationError(
                {"lines": say("Line %(number)s: not found there, or no number of pieces: %(line)s")
                 % {"number": number, "line": ", ".join(row)}}
            )  # fmt: skip
        sku_id, shelf_id = found
        return LineWish(sku_id, many, shelf_id, end)


def _form(**more: forms.Field) -> type[forms.Form]:
    form: type[forms.Form] = type("Questions", (DocumentForm,), dict(more))
    return form


def _prepare(kind: DocumentKind) -> Callable[[Doing], StockDocument]:
    def run(doing: Doing) -> StockDocument:
        wish = DocumentWish(
            kind=kind,
            warehouse_id=doing["warehouse"].pk,
            lines=doing["wishes"],
            reason=doing["reason"],
            destination_id=doing["destination"].pk if "destination" in doing.answers else None,
            supplier_id=doing["supplier"].pk if "supplier" in doing.answers else None,
        )
        return prepare_document(wish=wish, by=doing.by, at=doing.at)

    return run


def _allows(verb: str) -> Callable[[StockDocument], bool]:
    return lambda document: DOCUMENT[DocumentKind(document.kind)].allows(document.state, verb)


def _counted(document: StockDocument, by: Actor) -> type[forms.Form]:
    """One number for each line, as it is counted in."""
    lines = document.lines.select_related("sku").order_by("position")
    fields = {f"line_{one.pk}": whole(f"{one.sku.code} ({one.quantity})", most=one.quantity) for one in lines}
    return asked(**fields)


def _all_arrived(document: StockDocument) -> Mapping[str, Any]:
    return {f"line_{one.pk}": one.quantity for one in document.lines.all()}


def _arrive(doing: Doing) -> StockDocument:
    arrived = {UUID(name.removeprefix("line_")): pieces for name, pieces in doing.answers.items()}
    return arrive_document(document_id=doing.thing.pk, arrived=arrived, by=doing.by, at=doing.at)


def _attach(doing: Doing) -> Any:
    file = doing["file"]
    upload = Upload.of(file.name or "", file.file, file.content_type or "")
    attach_paper(to=doing.thing, upload=upload, by=doing.by, at=doing.at)
    return doing.thing


ATTACH = Act("attach", _("Attach a paper"), _attach, capability=may.ATTACH, form=asked(file=paper(_("File"))))
"""A photograph, a signed note, a report: filed with the document it proves."""


def papers_panel(request: HttpRequest, thing: Any) -> dict[str, Any]:
    """The attached papers and the ways to print and export."""
    return {
        "template": "console/panels/papers.html",
        "papers": [
            (one, reverse("admin:documents_document_change", args=[one.paper_id]))
            for one in printing.papers_of(thing.pk, by=acting(request))
        ],
        "print": reverse("admin:goods_print", args=[thing._meta.model_name, thing.pk]),
        "sheet": reverse("admin:goods_sheet", args=[thing._meta.model_name, thing.pk]),
    }


@register(StockDocument)
class StockDocumentDesk(Desk):
    """Goods that move without being bought or sold: numbered, set aside, agreed to, booked."""

    roles = STOCK
    columns = ("number", "kind", "state", "warehouse", "destination", "supplier", "reason", "prepared_at")
    list_select_related = ("warehouse", "destination", "supplier__organisation")
    list_filter = ("kind", "state", "warehouse")
    search_fields = ("number__exact",)
    ordering = ("-prepared_at",)
    shows = (
        "number", "kind", "state", "warehouse", "destination", "supplier", "reason",
        "prepared_by.person", "prepared_at", "left_at", "arrived_at", "cancelled_at",
    )  # fmt: skip
    tables = (
        Table(
            _("Lines"),
            lambda document: document.lines.select_related("sku", "shelf__location", "shelf__lot", "to"),
            ("position", "sku", "shelf", "to", "quantity"),
        ),
        Table(
            _("What arrived"),
            lambda document: printing.arrived_lines(document.pk),
            ("line.sku", "line.quantity", "quantity"),
        ),
    )
    starts = (
        Act(
            "transfer",
            _("New transfer"),
            _prepare(DocumentKind.TRANSFER),
            capability=may.PREPARE_DOCUMENT,
            form=_form(destination=one_of(_("To which warehouse"), open_warehouses)),
        ),
        Act(
            "return",
            _("New return to a supplier"),
            _prepare(DocumentKind.SUPPLIER_RETURN),
            capability=may.PREPARE_DOCUMENT,
            form=_form(supplier=one_of(_("Supplier"), suppliers)),
        ),
        Act(
            "scrap",
            _("New scrap"),
            _prepare(DocumentKind.SCRAP),
            capability=may.PREPARE_DOCUMENT,
            form=_form(),
        ),
        Act(
            "move",
            _("New move"),
            _prepare(DocumentKind.MOVE),
            capability=may.PREPARE_DOCUMENT,
            form=_form(),
        ),
    )
    acts = (
        Act(
            "dispatch",
            _("The goods leave"),
            lambda d: dispatch_document(document_id=d.thing.pk, by=d.by, at=d.at),
            capability=may.MOVE_GOODS,
            offered=_allows("dispatch"),
            tone="primary",
        ),
        Act(
            "arrive",
            _("Count in what arrived"),
            _arrive,
            capability=may.MOVE_GOODS,
            form=_counted,
            initial=_all_arrived,
            offered=_allows("arrive"),
            tone="primary",
        ),
        ATTACH,
        Act(
            "cancel",
            _("Cancel"),
            lambda d: cancel_document(document_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            capability=may.PREPARE_DOCUMENT,
            form=asked(reason=reason()),
            offered=_allows("cancel"),
            tone="danger",
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        return [papers_panel(request, thing)]


def _announced(notice: DeliveryNotice) -> str:
    """The announced lines, one a line, to be put right where something else arrived."""
    rows = (
        (one.sku.code, one.quantity, one.lot, one.produced_on or "", one.expires_on or "")
        for one in notice.lines.select_related("sku")
    )
    return "\n".join(",".join(str(cell) for cell in row).rstrip(",") for row in rows)


def _receive(doing: Doing) -> DeliveryNotice:
    notice: DeliveryNotice = doing.thing
    costs = {(one.sku_id, one.lot): one.unit_cost_fen for one in notice.lines.all()}
    lines = [_with_cost(one, costs) for one in delivered(doing["lines"])]
    papers = Papers(
        delivery_note=notice.delivery_note,
        purchased_on=doing["purchased_on"],
        terms=notice.terms,
        notice_id=notice.pk,
    )
    receive_goods(
        warehouse_id=notice.warehouse_id,
        supplier_id=notice.supplier_id,
        lines=lines,
        papers=papers,
        by=doing.by,
        at=doing.at,
    )
    notice.refresh_from_db()
    return notice


def _with_cost(one: Delivered, costs: Mapping[tuple[UUID, str], int | None]) -> Delivered:
    """The price that was announced for this lot."""
    return Delivered(
        sku_id=one.sku_id,
        quantity=one.quantity,
        lot=one.lot,
        produced_on=one.produced_on,
        expires_on=one.expires_on,
        unit_cost_fen=costs.get((one.sku_id, one.lot)),
    )


def _pieces() -> forms.Field:
    return PiecesField(label=_("Lines"), help_text=_("What was announced; put right what arrived otherwise."))


@register(DeliveryNotice)
class DeliveryNoticeDesk(Desk):
    """What suppliers announced: expected, received with its differences, or called off."""

    roles = STOCK
    columns = ("number", "supplier", "warehouse", "delivery_note", "arrives_from", "state", "receipt")
    list_select_related = ("supplier__organisation", "warehouse", "receipt")
    list_filter = ("state", "warehouse")
    search_fields = ("number__exact", "delivery_note")
    ordering = ("-arrives_from",)
    tables = (
        Table(
            _("Announced"),
            lambda notice: notice.lines.select_related("sku"),
            ("sku", "quantity", "unit_cost_fen", "lot", "produced_on", "expires_on"),
        ),
    )
    acts = (
        Act(
            "receive",
            _("Receive this delivery"),
            _receive,
            capability=may.RECEIVE,
            form=lambda notice, by: asked(purchased_on=day(_("Purchased on")), lines=_pieces()),
            initial=lambda notice: {"lines": _announced(notice), "purchased_on": notice.announced_at.date()},
            offered=lambda notice: notice.state == "announced",
            tone="primary",
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        if thing.receipt_id is None:
            return []
        compared = queries.differences_of(thing)
        return [{"template": "console/panels/compared.html", "compared": compared}]


SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OF_STOCK = frozenset({"stockdocument", "receipt", "stockcount", "stockcorrection"})
RETURNS = SEE_RETURNS.roles - {Role.SERVICE}


def _printed(request: HttpRequest, kind: str, pk: UUID) -> printing.Printed:
    """A document of the stock, or a customer's return, for those who may open its desk."""
    by, found = acting(request), None
    if kind in OF_STOCK and not by.roles.isdisjoint(STOCK):
        found = printing.printed(kind, pk, by=by)
    elif kind == "return" and not by.roles.isdisjoint(RETURNS):
        found = returns.printed(pk, by=by)
    if found is None:
        raise Http404
    return found


@page("goods/<slug:kind>/<uuid:pk>/print/", "goods_print")
def print_document(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """A goods document on paper, with places to sign."""
    printed = _printed(request, kind, pk)
    context = shell(request, title=printed.number, printed=printed)
    return TemplateResponse(request, "console/goods_print.html", context)


@page("goods/<slug:kind>/<uuid:pk>/lines.xlsx", "goods_sheet")
def document_sheet(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """The lines of a goods document for Excel."""
    printed = _printed(request, kind, pk)
    headings = [say("SKU"), say("Goods"), say("Location"), say("Lot"), say("Pieces"), say("Note")]
    rows = [(one.code, one.name, one.location, one.lot, one.pieces, one.note) for one in printed.lines]
    return sheet(printed.number, headings, rows)


@page("goods/template/<slug:kind>.xlsx", "goods_template")
def empty_sheet(request: HttpRequest, kind: str) -> HttpResponse:
    """An empty sheet with the headings of deliveries, documents, counts or measures."""
    if kind not in sheets.KINDS or acting(request).roles.isdisjoint(STOCK):
        raise Http404
    answer = HttpResponse(sheets.template(kind), content_type=SHEET)
    answer["Content-Disposition"] = f'attachment; filename="{kind}.xlsx"'
    return answer
