"""Writing down what the tax platform says of the confirmation of a red letter."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from zhanggui.domain.invoicing import notices
from zhanggui.domain.invoicing.capabilities import ISSUE
from zhanggui.domain.invoicing.facts import ConfirmationAwaited, RedLetterConfirmed
from zhanggui.domain.invoicing.models import Invoice
from zhanggui.domain.invoicing.platform import Confirmation, Stands
from zhanggui.domain.invoicing.reach import held_invoice
from zhanggui.domain.invoicing.states import INVOICE, InvoiceState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms import trail


@transaction.atomic
def record_confirmation(*, invoice_id: UUID, answer: Confirmation, by: Actor, at: datetime) -> Invoice:
    """Keep the number of the confirmation (红字信息确认单), and whether the buyer still has to agree to it.

    Who has to agree is told so. Told twice it changes nothing. Once it is confirmed, the time in which the
    red letter is issued runs anew.
    """
    by.require(ISSUE)
    invoice = held_invoice(invoice_id, by=by)
    if answer.stands == Stands.AWAITED:
        return _awaited(invoice, answer, by, at)
    if invoice.state == InvoiceState.TO_CONFIRM:
        invoice.state = INVOICE.after(invoice.state, "confirm")
    invoice.confirmation, invoice.confirm_by = answer.number, None
    invoice.due_at = at + timedelta(hours=norm("invoice.issue_hours", on=at))
    invoice.save(update_fields=["state", "confirmation", "confirm_by", "due_at"])
    fact = RedLetterConfirmed(number=invoice.number, confirmation=answer.number)
    trail.record(fact, on=invoice, by=by, at=at, thread=invoice.order or invoice.statement)
    return invoice


def _awaited(invoice: Invoice, answer: Confirmation, by: Actor, at: datetime) -> Invoice:
    if invoice.state == InvoiceState.TO_CONFIRM:
        return invoice
    invoice.state = INVOICE.after(invoice.state, "await")
    invoice.confirmation, invoice.confirm_by = answer.number, answer.until
    invoice.confirm_page = answer.page[:200]
    invoice.save(update_fields=["state", "confirmation", "confirm_by", "confirm_page"])
    notices.tell_buyer(invoice, by=by, at=at)
    fact = ConfirmationAwaited(number=invoice.number, confirmation=answer.number)
    trail.record(fact, on=invoice, by=by, at=at, thread=invoice.order or invoice.statement)
    return invoice
