"""Finding invoices, for those they concern."""

from uuid import UUID

from django.db.models import QuerySet

from zhanggui.domain.invoicing.capabilities import SEE_INVOICES
from zhanggui.domain.invoicing.models import Invoice
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound

CONCERNS = ("order", "statement__supplier")


def may_see(invoice: Invoice, by: Actor) -> bool:
    """The customer of its order, somebody of the supplier it was written to, and who keeps invoices."""
    if by.may(SEE_INVOICES):
        return True
    if invoice.order is not None:
        return invoice.order.customer_id == by.account_id
    firm = invoice.statement.supplier.organisation_id if invoice.statement else None
    return by.organisation_id is not None and by.organisation_id == firm


def held_invoice(invoice_id: UUID, *, by: Actor) -> Invoice:
    """The invoice, held until the transaction ends. ``NotFound`` for anybody it does not concern."""
    return _seen(Invoice.objects.locked().select_related(*CONCERNS).filter(pk=invoice_id), by)


def invoice_concerning(number: str, *, by: Actor) -> Invoice:
    """An invoice by the house's own number, only read. ``NotFound`` for anybody it does not concern."""
    return _seen(Invoice.objects.select_related(*CONCERNS, "red_of", "clawed_in").filter(number=number), by)


def _seen(found: QuerySet[Invoice], by: Actor) -> Invoice:
    invoice = found.first()
    if invoice is None or not may_see(invoice, by):
        raise NotFound
    return invoice
