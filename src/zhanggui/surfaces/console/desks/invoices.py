"""Invoices: those of the house, those of its suppliers, and how goods are taxed."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.catalog.models import Category
from zhanggui.domain.finance.capabilities import KEEP_BOOKS, SEE_BOOKS
from zhanggui.domain.finance.models import GoodsInvoice
from zhanggui.domain.finance.operations.accept_goods_invoice import accept_goods_invoice
from zhanggui.domain.finance.operations.send_back_goods_invoice import send_back_goods_invoice
from zhanggui.domain.finance.states import GOODS_INVOICE
from zhanggui.domain.invoicing.capabilities import ASK, KEEP_INVOICES, SEE_INVOICES
from zhanggui.domain.invoicing.models import CategoryTax, Invoice
from zhanggui.domain.invoicing.operations.class_category import ClassWish, class_category
from zhanggui.domain.invoicing.operations.request_invoice import request_invoice
from zhanggui.domain.invoicing.operations.retitle_invoice import retitle_invoice
from zhanggui.domain.invoicing.operations.retry_invoice import retry_invoice
from zhanggui.domain.invoicing.operations.reverse_invoice import reverse_invoice
from zhanggui.domain.invoicing.operations.withdraw_invoice import withdraw_invoice
from zhanggui.domain.invoicing.reach import invoice_concerning
from zhanggui.domain.invoicing.rules import Title
from zhanggui.domain.invoicing.states import (
    INVOICE,
    BuyerKind,
    Colour,
    InvoiceState,
    SpecialRule,
    Treatment,
    VatKind,
)
from zhanggui.kernel.refusal import NotFound
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.desks.books import OrderField
from zhanggui.surfaces.console.pages import page
from zhanggui.surfaces.console.questions import asked, choice, day, line, one_of, reason
from zhanggui.surfaces.console.words import choice_word_lazy
from zhanggui.surfaces.design.invoice_files import pdf_file, xml_file

VAT_KINDS = [(each.value, choice_word_lazy(each.value)) for each in VatKind]
SPECIAL = [(each.value, choice_word_lazy(each.value)) for each in SpecialRule]
TREATMENTS = [(each.value, choice_word_lazy(each.value)) for each in Treatment]


def _title(doing: Doing) -> Title:
    code = doing["code"].strip()
    return Title(
        kind=BuyerKind.FIRM if code else BuyerKind.PERSONAL,
        name=doing["title"],
        code=code,
        vat_kind=VatKind(doing["vat_kind"]),
        contact=doing["contact"],
        bank=doing["bank"],
    )


def _named(**before: Any) -> Any:
    return asked(
        **before,
        title=line(_("Name on the invoice"), limit=100),
        code=line(
            _("Unified social credit code"), required=False, limit=18, help_text=_("Empty for a person.")
        ),
        vat_kind=choice(_("Kind of invoice"), VAT_KINDS),
        contact=line(
            _("Address and telephone"), required=False, limit=100, help_text=_("For a special invoice.")
        ),
        bank=line(_("Bank and account"), required=False, limit=100, help_text=_("For a special invoice.")),
    )


def _ask(doing: Doing) -> Invoice:
    return request_invoice(order_id=doing["order"].pk, title=_title(doing), by=doing.by, at=doing.at)


def _whole(invoice: Invoice) -> bool:
    """Whether it is a blue invoice in force of which nothing was taken back."""
    return (
        invoice.state == InvoiceState.ISSUED
        and invoice.colour == Colour.BLUE
        and invoice.replaced_at is None
        and not invoice.red_letters.exclude(state=InvoiceState.WITHDRAWN).exists()
    )


@register(Invoice)
class InvoiceDesk(Desk):
    """Invoices of the house: asked for, issued by the tax platform, taken back."""

    roles = SEE_INVOICES.roles
    columns = (
        "number", "colour", "vat_kind", "purpose", "state", "buyer_name", "total_fen", "tax_fen",
        "platform_number", "requested_at", "issued_at",
    )  # fmt: skip
    list_filter = ("state", "colour", "vat_kind", "purpose")
    search_fields = (
        "number__exact", "platform_number__exact", "order__number__exact", "statement__number__exact",
        "buyer_code__exact",
    )  # fmt: skip
    ordering = ("-requested_at",)
    shows = (
        "number", "colour", "vat_kind", "purpose", "state", "order", "statement", "red_of", "red_reason",
        "clawed_in", "confirmation", "confirm_by", "buyer_kind", "buyer_name", "buyer_code", "buyer_contact",
        "buyer_bank", "seller_name", "seller_code", "net_fen", "tax_fen", "total_fen",
        "platform_number", "issued_at", "requested_by", "requested_at", "due_at", "refusal", "refused_at",
        "withdrawn_at", "replaced_at",
    )  # fmt: skip
    tables = (
        Table(
            _("Lines"),
            lambda invoice: invoice.lines.order_by("position"),
            ("__str__", "class_code", "quantity", "rate_bp", "net_fen", "tax_fen"),
        ),
        Table(
            _("Red-letter invoices"),
            lambda invoice: invoice.red_letters.order_by("requested_at"),
            ("number", "state", "red_reason", "total_fen", "platform_number", "issued_at"),
        ),
    )
    starts = (
        Act(
            "ask",
            _("Ask for an invoice"),
            _ask,
            capability=ASK,
            form=_named(order=OrderField(label=_("Order number"))),
        ),
    )
    acts = (
        Act(
            "retitle",
            _("Issue it under another title"),
            lambda d: retitle_invoice(invoice_id=d.thing.pk, title=_title(d), by=d.by, at=d.at),
            capability=ASK,
            form=_named(),
            offered=_whole,
        ),
        Act(
            "reverse",
            _("Take it back"),
            lambda d: reverse_invoice(invoice_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            capability=KEEP_INVOICES,
            form=asked(reason=reason()),
            offered=_whole,
        ),
        Act(
            "retry",
            _("Hand it in again"),
            lambda d: retry_invoice(invoice_id=d.thing.pk, by=d.by, at=d.at),
            capability=KEEP_INVOICES,
            tone="primary",
            offered=lambda invoice: INVOICE.allows(invoice.state, "retry"),
        ),
        Act(
            "withdraw",
            _("Give it up"),
            lambda d: withdraw_invoice(invoice_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            capability=KEEP_INVOICES,
            form=asked(reason=reason()),
            offered=lambda invoice: INVOICE.allows(invoice.state, "withdraw"),
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        """The files of an issued invoice."""
        if thing.state != InvoiceState.ISSUED:
            return []
        return [
            {"title": _("Files"), "template": "console/panels/invoice_files.html", "invoice": thing},
        ]


def _issued(request: HttpRequest, number: str) -> Invoice:
    try:
        found = invoice_concerning(number, by=acting(request))
    except NotFound as problem:
        raise Http404 from problem
    if found.state != InvoiceState.ISSUED:
        raise Http404
    return found


@page("invoices/<str:number>.pdf", "invoice_page")
def invoice_page(request: HttpRequest, number: str) -> HttpResponse:
    """An issued invoice as a page to print."""
    acting(request).require(SEE_INVOICES)
    return pdf_file(_issued(request, number))


@page("invoices/<str:number>.xml", "invoice_message")
def invoice_message(request: HttpRequest, number: str) -> HttpResponse:
    """An issued invoice as the tax platform wrote it."""
    acting(request).require(SEE_INVOICES)
    return xml_file(_issued(request, number))


def _categories() -> QuerySet[Category]:
    return Category.objects.order_by("path")


def _class(doing: Doing) -> CategoryTax:
    wish = ClassWish(
        category_id=doing["category"].pk if doing["category"] else None,
        treatment=Treatment(doing["treatment"]),
        class_code=doing["class_code"].strip(),
        short_name=doing["short_name"],
        starts_on=doing["starts_on"],
        special=SpecialRule(doing["special"]),
    )
    return class_category(wish=wish, by=doing.by, at=doing.at)


@register(CategoryTax)
class CategoryTaxDesk(Desk):
    """How goods are taxed, by branch of the tree and day."""

    roles = SEE_INVOICES.roles
    columns = ("category", "treatment", "class_code", "short_name", "special", "starts_on", "set_at")
    list_select_related = ("category",)
    list_filter = ("treatment",)
    search_fields = ("class_code__exact", "category__code__exact")
    ordering = ("category__path", "-starts_on")
    starts = (
        Act(
            "class",
            _("Say how goods are taxed"),
            _class,
            capability=KEEP_INVOICES,
            form=asked(
                category=one_of(_("Category"), _categories, required=False),
                treatment=choice(_("Tax"), TREATMENTS),
                class_code=line(
                    _("Tax class code"), limit=19, help_text=_("19 digits of the national table.")
                ),
                short_name=line(_("Short name on the invoice"), limit=30),
                special=choice(_("Special invoices"), SPECIAL),
                starts_on=day(_("From")),
            ),
            help=_(
                "It holds for the category and all below it. Without a category: for everything else. "
                "Tobacco, spirits, food, clothes, shoes and cosmetics sold at retail are not for special "
                "invoices."
            ),
        ),
    )


@register(GoodsInvoice)
class GoodsInvoiceDesk(Desk):
    """Invoices that suppliers wrote for the goods of their statements."""

    roles = SEE_BOOKS.roles
    columns = (
        "platform_number", "statement", "statement.supplier", "state", "issued_on", "net_fen", "tax_fen",
        "given_at", "decided_at",
    )  # fmt: skip
    list_select_related = ("statement__supplier__organisation",)
    list_filter = ("state",)
    search_fields = ("platform_number__exact", "statement__number__exact")
    ordering = ("-given_at",)
    acts = (
        Act(
            "accept",
            _("Accept, and count its tax"),
            lambda d: accept_goods_invoice(invoice_id=d.thing.pk, by=d.by, at=d.at),
            capability=KEEP_BOOKS,
            tone="primary",
            offered=lambda invoice: GOODS_INVOICE.allows(invoice.state, "accept"),
        ),
        Act(
            "send-back",
            _("Send it back"),
            lambda d: send_back_goods_invoice(invoice_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            capability=KEEP_BOOKS,
            form=asked(reason=reason()),
            offered=lambda invoice: GOODS_INVOICE.allows(invoice.state, "send_back"),
        ),
    )
