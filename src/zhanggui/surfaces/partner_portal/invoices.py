"""Invoices between house and supplier: the commission's, to be kept; the goods', to be given."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.finance import queries
from zhanggui.domain.finance.models import Statement
from zhanggui.domain.finance.operations.give_goods_invoice import GivenInvoice, give_goods_invoice
from zhanggui.domain.finance.states import GoodsInvoiceState
from zhanggui.domain.invoicing.models import Invoice
from zhanggui.domain.invoicing.queries import of_statement
from zhanggui.domain.invoicing.reach import invoice_concerning
from zhanggui.domain.invoicing.states import InvoiceState
from zhanggui.domain.partners.models import Supplier
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.kernel.money import fen, yuan
from zhanggui.kernel.refusal import NotFound, Refusal
from zhanggui.surfaces.design.invoice_files import pdf_file, xml_file
from zhanggui.surfaces.entrance.refused import sentence
from zhanggui.surfaces.partner_portal.shell import actor_of, page_for


class GoodsInvoiceForm(forms.Form):
    """What stands on the supplier's invoice for the goods of a statement."""

    platform_number = forms.CharField(
        label=_("Invoice number"), max_length=20, help_text=_("20 digits, as the tax platform gave it.")
    )
    issued_on = forms.DateField(label=_("Issued on"), widget=forms.DateInput(attrs={"type": "date"}))
    net = forms.DecimalField(label=_("Amount without tax"), decimal_places=2, max_digits=15)
    tax = forms.DecimalField(label=_("Tax"), decimal_places=2, max_digits=15)


def words_of(request: HttpRequest, statement: Statement, form: forms.Form | None) -> dict[str, Any]:
    """What the page of a statement says of its invoices."""
    given = queries.goods_invoice_of(statement)
    sent_back = statement.goods_invoices.filter(state=GoodsInvoiceState.SENT_BACK).order_by("-decided_at")
    net_fen = statement.goods_fen - statement.input_tax_fen
    expected = {"net": yuan(net_fen), "tax": yuan(statement.input_tax_fen)}
    waits = given is None and statement.goods_fen != 0
    return {
        "commission_invoices": of_statement(statement.id, by=actor_of(request)),
        "goods_invoice": given,
        "sent_back": None if given else sent_back.first(),
        "goods_form": (form or GoodsInvoiceForm(initial=expected)) if waits else None,
        "goods_net_fen": net_fen,
    }


def given_by(request: HttpRequest, number: str, form: forms.Form) -> bool:
    """Register what was sent; a refusal stands on the form."""
    if not form.is_valid():
        return False
    said: dict[str, Any] = form.cleaned_data
    given = GivenInvoice(
        statement_number=number,
        platform_number=said["platform_number"].strip(),
        issued_on=said["issued_on"],
        net_fen=fen(said["net"]),
        tax_fen=fen(said["tax"]),
    )
    try:
        give_goods_invoice(given=given, by=actor_of(request), at=clock.now())
    except Refusal as refusal:
        form.add_error(None, sentence(refusal))
        return False
    return True


@page_for(Role.SUPPLIER)
def invoice_page(request: HttpRequest, partner: Supplier, number: str) -> HttpResponse:
    """An invoice over commission, blue or red, as a page to print."""
    return pdf_file(_issued(request, number))


@page_for(Role.SUPPLIER)
def invoice_message(request: HttpRequest, partner: Supplier, number: str) -> HttpResponse:
    """An invoice over commission as the tax platform wrote it."""
    return xml_file(_issued(request, number))


def _issued(request: HttpRequest, number: str) -> Invoice:
    found = invoice_concerning(number, by=actor_of(request))
    if found.statement is None or found.state != InvoiceState.ISSUED:
        raise NotFound
    return found
