"""Handing a refused invoice in again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.invoicing.capabilities import KEEP_INVOICES
from zhanggui.domain.invoicing.facts import InvoiceRetried
from zhanggui.domain.invoicing.models import Invoice
from zhanggui.domain.invoicing.reach import held_invoice
from zhanggui.domain.invoicing.states import INVOICE
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def retry_invoice(*, invoice_id: UUID, by: Actor, at: datetime) -> Invoice:
    """Ask the tax platform again, once what it objected to was put right (a quota, a registration).

    A red letter that its buyer did not confirm asks the buyer anew.
    """
    by.require(KEEP_INVOICES)
    invoice = held_invoice(invoice_id, by=by)
    invoice.state = INVOICE.after(invoice.state, "retry")
    invoice.confirmation, invoice.confirm_by = "", None
    invoice.save(update_fields=["state", "confirmation", "confirm_by"])
    fact = InvoiceRetried(number=invoice.number)
    trail.record(fact, on=invoice, by=by, at=at, thread=invoice.order or invoice.statement)
    return invoice
