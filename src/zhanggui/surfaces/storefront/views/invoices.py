"""The invoice of an order: asked for, given another name, and kept as a file."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from zhanggui.domain.invoicing import queries
from zhanggui.domain.invoicing.models import Invoice
from zhanggui.domain.invoicing.reach import invoice_concerning
from zhanggui.domain.invoicing.states import InvoiceState
from zhanggui.domain.sales.models import Order
from zhanggui.journeys.ask_for_invoice import ask_for_invoice
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import NotFound, Refusal
from zhanggui.surfaces.design.invoice_files import pdf_file, xml_file
from zhanggui.surfaces.storefront import doors
from zhanggui.surfaces.storefront.forms import InvoiceForm
from zhanggui.surfaces.storefront.views.orders import mine


@doors.customers_only
@require_http_methods(["GET", "POST"])
def invoice(request: HttpRequest, number: str) -> HttpResponse:
    """Whom the invoice names, where it stands, and every invoice there was."""
    one = mine(request, number)
    form = InvoiceForm(
        request.POST if request.method == "POST" else None, prefix="invoice", initial=_wished(one)
    )
    if form.is_bound and form.is_valid() and _asked(request, one, form):
        return HttpResponseRedirect(reverse("storefront:invoice", args=[number]))
    context = {
        "order": one,
        "invoice_form": form,
        "invoices": queries.invoices_of_order(one, by=doors.actor_of(request)),
        "in_force": queries.in_force(one),
    }
    return render(request, "storefront/invoice.html", context, status=422 if form.errors else 200)


def _asked(request: HttpRequest, one: Order, form: InvoiceForm) -> bool:
    wish = form.wish()
    if wish is None:
        form.add_error("kind", gettext("Please choose whom the invoice names."))
        return False
    try:
        asked = ask_for_invoice(order_id=one.id, wish=wish, by=doors.actor_of(request), at=clock.now())
    except Refusal as refusal:
        form.add_error(None, doors.said(refusal))
        return False
    doors.tell(request, gettext("It will be issued shortly.") if asked else _noted())
    return True


def _noted() -> str:
    return gettext("We have noted whom the invoice names.")


def _wished(one: Order) -> dict[str, str]:
    wish = one.invoice_wish or {}
    kind = "special" if wish.get("special") else wish.get("kind", "")
    known = {name: wish.get(name, "") for name in ("title", "contact", "bank")}
    return {"kind": kind, "number": wish.get("uscc", ""), **known}


@doors.customers_only
@require_safe
def invoice_page(request: HttpRequest, number: str) -> HttpResponse:
    """An issued invoice as a page to print."""
    return pdf_file(_issued(request, number))


@doors.customers_only
@require_safe
def invoice_message(request: HttpRequest, number: str) -> HttpResponse:
    """An issued invoice as the tax platform wrote it."""
    return xml_file(_issued(request, number))


def _issued(request: HttpRequest, number: str) -> Invoice:
    found = invoice_concerning(number, by=doors.actor_of(request))
    if found.state != InvoiceState.ISSUED:
        raise NotFound
    return found
