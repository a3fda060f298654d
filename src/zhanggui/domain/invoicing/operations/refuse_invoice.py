"""Writing down that the tax platform would not issue an invoice."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.invoicing.capabilities import ISSUE
from zhanggui.domain.invoicing.facts import InvoiceRefused
from zhanggui.domain.invoicing.models import Invoice
from zhanggui.domain.invoicing.reach import held_invoice
from zhanggui.domain.invoicing.states import INVOICE
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def refuse_invoice(*, invoice_id: UUID, answer: str, by: Actor, at: datetime) -> Invoice:
    """Keep the platform's reason: finance puts it right and hands it in again, or gives it up."""
    by.require(ISSUE)
    invoice = held_invoice(invoice_id, by=by)
    invoice.state = INVOICE.after(invoice.state, "refuse")
    invoice.refusal, invoice.refused_at = answer[:400], at
    invoice.save(update_fields=["state", "refusal", "refused_at"])
    fact = InvoiceRefused(number=invoice.number)
    trail.record(fact, on=invoice, by=by, at=at, reason=answer, thread=invoice.order or invoice.statement)
    return invoice
