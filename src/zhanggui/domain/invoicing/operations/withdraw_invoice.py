"""Giving up an invoice that the tax platform refused."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.invoicing.capabilities import KEEP_INVOICES
from zhanggui.domain.invoicing.facts import InvoiceWithdrawn
from zhanggui.domain.invoicing.models import Invoice
from zhanggui.domain.invoicing.reach import held_invoice
from zhanggui.domain.invoicing.refusals import ReasonMissing
from zhanggui.domain.invoicing.states import INVOICE, Colour, InvoiceState
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def withdraw_invoice(*, invoice_id: UUID, reason: str, by: Actor, at: datetime) -> Invoice:
    """Give a refused invoice up. Whoever asked may ask again, with another title.

    A red letter that is given up leaves its blue invoice in force; what was to follow it is given up too.
    """
    by.require(KEEP_INVOICES)
    if not reason.strip():
        raise ReasonMissing
    invoice = held_invoice(invoice_id, by=by)
    invoice.state = INVOICE.after(invoice.state, "withdraw")
    invoice.withdrawn_at = at
    Invoice.objects.locked().filter(after=invoice, state=InvoiceState.REQUESTED).update(
        state=InvoiceState.WITHDRAWN, withdrawn_at=at
    )
    invoice.save(update_fields=["state", "withdrawn_at"])
    if invoice.colour == Colour.RED and invoice.red_of is not None:
        Invoice.objects.filter(pk=invoice.red_of.pk).update(replaced_at=None)
    fact = InvoiceWithdrawn(number=invoice.number)
    trail.record(fact, on=invoice, by=by, at=at, reason=reason, thread=invoice.order or invoice.statement)
    return invoice
