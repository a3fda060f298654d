"""Invoices, for programs: asking, another title, the invoice as data, as a page and as the data message."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from zhanggui.domain.invoicing import queries
from zhanggui.domain.invoicing.models import Invoice
from zhanggui.domain.invoicing.reach import invoice_concerning
from zhanggui.domain.invoicing.states import InvoiceState
from zhanggui.domain.sales.queries import order_numbered
from zhanggui.journeys.ask_for_invoice import ask_for_invoice
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import NotFound
from zhanggui.surfaces.api.callers import caller
from zhanggui.surfaces.api.idempotency import once
from zhanggui.surfaces.api.orders import Strict
from zhanggui.surfaces.design.invoice_files import pdf_file, xml_file

router = Router()


def _file(kind: str) -> dict[str, Any]:
    """That an operation answers with a file, for the description."""
    return {"responses": {200: {"description": "OK", "content": {kind: {"schema": {"type": "string"}}}}}}


class TitleIn(Strict):
    """Whom the invoice of an order names. A firm needs its unified social credit code; for a special invoice
    (增值税专用发票) also its address and telephone (``contact``), and its bank and account (``bank``).
    """

    order: Annotated[str, Field(max_length=24)]
    kind: Literal["personal", "firm"] = "personal"
    title: Annotated[str, Field(min_length=1, max_length=100)]
    code: Annotated[str, Field(max_length=18)] = ""
    special: bool = False
    contact: Annotated[str, Field(max_length=100)] = ""
    bank: Annotated[str, Field(max_length=100)] = ""


class InvoiceLineOut(Schema):
    """A line at one rate; ``rate_bp`` is hundredths of a percent."""

    position: int
    name: str
    class_code: str
    quantity: int
    treatment: str
    rate_bp: int
    net_fen: int
    tax_fen: int


class InvoiceOut(Schema):
    """An invoice. Amounts of a red-letter one are below zero.

    It is about an order, or about a statement's commission; ``given_back_by`` is the later statement
    that gave a part of that commission back. While ``confirm_by`` is said, the buyer has to confirm the red
    letter at ``confirm_page``.
    """

    number: str
    colour: str
    vat_kind: str
    state: str
    platform_number: str
    order: str | None
    red_of: str | None
    red_reason: str
    statement: str | None
    given_back_by: str | None
    confirmation: str
    confirm_by: datetime | None
    confirm_page: str
    buyer_name: str
    buyer_code: str
    buyer_contact: str
    buyer_bank: str
    seller_name: str
    seller_code: str
    net_fen: int
    tax_fen: int
    total_fen: int
    requested_at: datetime
    due_at: datetime
    issued_at: datetime | None
    lines: list[InvoiceLineOut]


class AskedOut(Schema):
    """What came of asking: the invoice that will be issued, or none while the goods are on their way."""

    order: str
    invoice: InvoiceOut | None


@router.post("", response=AskedOut)
@once
def ask(request: HttpRequest, body: TitleIn) -> dict[str, Any]:
    """Ask for the invoice of an order, or for another title on it."""
    by = caller(request)
    order = order_numbered(body.order, by=by)
    wish = {"kind": body.kind, "title": body.title} | ({"uscc": body.code} if body.code else {})
    if body.special:
        wish |= {"special": "yes", "contact": body.contact, "bank": body.bank}
    asked = ask_for_invoice(order_id=order.id, wish=wish, by=by, at=clock.now())
    return {"order": order.number, "invoice": _shown(asked) if asked else None}


@router.get("", response=list[InvoiceOut])
def of_order(request: HttpRequest, order: Annotated[str, Field(max_length=24)]) -> list[dict[str, Any]]:
    """Every invoice of an order, the latest first."""
    by = caller(request)
    return [_shown(one) for one in queries.invoices_of_order(order_numbered(order, by=by), by=by)]


@router.get("{number}", response=InvoiceOut)
def one(request: HttpRequest, number: str) -> dict[str, Any]:
    """One invoice as data."""
    return _shown(invoice_concerning(number, by=caller(request)))


@router.get("{number}/page", openapi_extra=_file("application/pdf"))
def page(request: HttpRequest, number: str) -> HttpResponse:
    """An issued invoice as PDF."""
    return pdf_file(_issued(request, number))


@router.get("{number}/message", openapi_extra=_file("application/xml"))
def message(request: HttpRequest, number: str) -> HttpResponse:
    """An issued invoice as the tax platform's data message (XML)."""
    return xml_file(_issued(request, number))


def _issued(request: HttpRequest, number: str) -> Invoice:
    found = invoice_concerning(number, by=caller(request))
    if found.state != InvoiceState.ISSUED:
        raise NotFound
    return found


def _shown(invoice: Invoice) -> dict[str, Any]:
    columns = (
        "number", "colour", "vat_kind", "state", "platform_number", "red_reason", "confirmation",
        "confirm_by", "confirm_page", "buyer_name", "buyer_code", "buyer_contact", "buyer_bank",
        "seller_name", "seller_code", "net_fen", "tax_fen", "total_fen", "requested_at", "due_at",
        "issued_at",
    )  # fmt: skip
    return {
        **{name: getattr(invoice, name) for name in columns},
        "order": invoice.order.number if invoice.order else None,
        "statement": invoice.statement.number if invoice.statement else None,
        "given_back_by": invoice.clawed_in.number if invoice.clawed_in else None,
        "red_of": invoice.red_of.number if invoice.red_of else None,
        "lines": [
            {
                "position": line.position, "name": str(line), "class_code": line.class_code,
                "quantity": line.quantity, "treatment": line.treatment, "rate_bp": line.rate_bp,
                "net_fen": line.net_fen, "tax_fen": line.tax_fen,
            }
            for line in invoice.lines.order_by("position")
        ],
    }  # fmt: skip
