"""Writing down that the tax platform issued an invoice."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.invoicing.capabilities import ISSUE
from zhanggui.domain.invoicing.facts import InvoiceIssued
from zhanggui.domain.invoicing.models import Invoice
from zhanggui.domain.invoicing.platform import Issued
from zhanggui.domain.invoicing.reach import held_invoice
from zhanggui.domain.invoicing.refusals import OtherNumber
from zhanggui.domain.invoicing.states import INVOICE, InvoiceState
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def record_issued(*, invoice_id: UUID, answer: Issued, by: Actor, at: datetime) -> Invoice:
    """Keep the number and the platform's own data message (IV-02, IV-03). Told twice it changes nothing.

    Raises ``OtherNumber`` where the platform answers with another number than before.
    """
    by.require(ISSUE)
    invoice = held_invoice(invoice_id, by=by)
    if invoice.state == InvoiceState.ISSUED:
        if invoice.platform_number != answer.number:
            raise OtherNumber(number=invoice.number)
        return invoice
    invoice.state = INVOICE.after(invoice.state, "issue")
    invoice.platform_number, invoice.issued_at = answer.number, answer.at
    invoice.original = answer.original
    invoice.save(update_fields=["state", "platform_number", "issued_at", "original"])
    fact = InvoiceIssued(number=invoice.number, platform_number=answer.number, total_fen=invoice.total_fen)
    trail.record(fact, on=invoice, by=by, at=at, thread=invoice.order or invoice.statement)
    return invoice
