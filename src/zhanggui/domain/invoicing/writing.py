"""Writing an invoice down, to be issued by the tax platform."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from stdnum.cn import uscc

from zhanggui.domain.invoicing.facts import InvoiceRequested
from zhanggui.domain.invoicing.models import Invoice, InvoiceLine
from zhanggui.domain.invoicing.numbers import next_number
from zhanggui.domain.invoicing.refusals import (
    AlreadyInvoiced,
    BadTitle,
    FirmUnclear,
    HouseUnnamed,
    NotOnSpecial,
)
from zhanggui.domain.invoicing.rules import Part, Title, content
from zhanggui.domain.invoicing.states import BuyerKind, Colour, InvoiceState, Purpose, RedReason, VatKind
from zhanggui.identity.actor import HOUSE, Actor
from zhanggui.identity.models import Organisation
from zhanggui.kernel.money import tax_in
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms.approvals import digest_of
from zhanggui.schema.violations import refuse_as, refusing

refuse_as("invoicing_one_for_an_order", AlreadyInvoiced)
refuse_as("invoicing_one_for_a_statement", AlreadyInvoiced)
refuse_as("invoicing_one_for_a_return", AlreadyInvoiced)
refuse_as("invoicing_one_for_a_claw_back", AlreadyInvoiced)


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """An order or a statement; for a red letter also which invoice it takes back, and why."""

    purpose: Purpose
    order: Any = None
    statement: Any = None
    red_of: Invoice | None = None
    red_reason: RedReason | None = None
    goods_return_id: Any = None
    clawed_in: Any = None
    after: Invoice | None = None


def refuse_bad_title(title: Title) -> None:
    """Raise ``BadTitle`` unless it names a person, or a firm with a true credit code."""
    named = bool(title.name.strip()) and len(title.name) <= 100
    coded = uscc.is_valid(title.code) if title.kind == BuyerKind.FIRM else not title.code
    special = title.vat_kind == VatKind.SPECIAL and title.kind != BuyerKind.FIRM
    if not named or not coded or special:
        raise BadTitle


def refuse_unclear_firm(title: Title) -> None:
    """Raise ``FirmUnclear`` where a customer wants a special invoice and does not say all of it."""
    told = title.contact.strip() and title.bank.strip()
    if title.vat_kind == VatKind.SPECIAL and not told:
        raise FirmUnclear


def write_blue(about: About, title: Title, parts: Sequence[Part], *, by: Actor, at: datetime) -> Invoice:
    """An invoice over these parts; the tax of each line is in its price, to the nearest fen.

    Raises ``NotOnSpecial`` where a part of it may not stand on a special invoice.
    """
    barred = next((part for part in parts if part.taxed.bars_special), None)
    if title.vat_kind == VatKind.SPECIAL and barred is not None:
        raise NotOnSpecial(name=barred.name)
    lines = [
        _line(place, part, part.gross_fen, tax_in(part.gross_fen, part.taxed.rate_bp))
        for place, part in enumerate(parts, 1)
    ]
    return _write(Colour.BLUE, about, title, lines, by=by, at=at)


def write_red(about: About, lines: Sequence[InvoiceLine], *, by: Actor, at: datetime) -> Invoice:
    """A red-letter invoice of these lines, under the title of the one it takes back."""
    blue = about.red_of
    assert blue is not None
    return _write(Colour.RED, about, title_on(blue), lines, by=by, at=at)


def title_on(invoice: Invoice) -> Title:
    """Whom an invoice names, as it stands on it."""
    return Title(
        kind=BuyerKind(invoice.buyer_kind),
        name=invoice.buyer_name,
        code=invoice.buyer_code,
        vat_kind=VatKind(invoice.vat_kind),
        contact=invoice.buyer_contact,
        bank=invoice.buyer_bank,
    )


def red_line(of: InvoiceLine, place: int, *, pieces: int, net_fen: int, tax_fen: int) -> InvoiceLine:
    """So much of a line, taken back."""
    return InvoiceLine(
        position=place,
        order_line_id=of.order_line_id,
        name=of.name,
        class_code=of.class_code,
        short_name=of.short_name,
        quantity=-pieces,
        treatment=of.treatment,
        rate_bp=of.rate_bp,
        net_fen=-net_fen,
        tax_fen=-tax_fen,
    )


def _line(place: int, part: Part, gross_fen: int, tax_fen: int) -> InvoiceLine:
    return InvoiceLine(
        position=place,
        order_line_id=part.order_line_id,
        name=part.name,
        class_code=part.taxed.class_code,
        short_name=part.taxed.short_name,
        quantity=part.quantity,
        treatment=part.taxed.treatment,
        rate_bp=part.taxed.rate_bp,
        net_fen=gross_fen - tax_fen,
        tax_fen=tax_fen,
    )


def _write(
    colour: Colour, about: About, title: Title, lines: Sequence[InvoiceLine], *, by: Actor, at: datetime
) -> Invoice:
    house = Organisation.objects.filter(pk=HOUSE).first()
    if house is None or not house.uscc:
        raise HouseUnnamed
    net, tax = sum(line.net_fen for line in lines), sum(line.tax_fen for line in lines)
    invoice = Invoice(
        number=next_number(at), colour=colour, purpose=about.purpose, state=InvoiceState.REQUESTED,
        order=about.order, statement=about.statement, goods_return_id=about.goods_return_id,
        red_of=about.red_of, red_reason=about.red_reason or "", after=about.after, clawed_in=about.clawed_in,
        vat_kind=title.vat_kind, buyer_kind=title.kind, buyer_name=title.name.strip(), buyer_code=title.code,
        buyer_contact=title.contact.strip()[:100], buyer_bank=title.bank.strip()[:100],
        seller_name=house.name, seller_code=house.uscc,
        net_fen=net, tax_fen=tax, total_fen=net + tax,
        requested_by_id=by.account_id, requested_at=at,
        due_at=at + timedelta(hours=norm("invoice.issue_hours", on=at)),
    )  # fmt: skip
    for line in lines:
        line.invoice = invoice
    invoice.digest = digest_of(content(invoice, lines))
    with refusing():
        invoice.save(force_insert=True)
    InvoiceLine.objects.bulk_create(lines)
    return invoice


def requested(invoice: Invoice) -> InvoiceRequested:
    """The fact that an invoice was asked for."""
    return InvoiceRequested(number=invoice.number, colour=invoice.colour, total_fen=invoice.total_fen)
