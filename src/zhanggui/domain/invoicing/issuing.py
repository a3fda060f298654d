"""What the house says to the tax platform: over the network, so from jobs only, never in a transaction."""

from datetime import datetime
from uuid import UUID

from zhanggui.domain.invoicing import platform, queries
from zhanggui.domain.invoicing.models import Invoice
from zhanggui.domain.invoicing.operations.record_issued import record_issued
from zhanggui.domain.invoicing.operations.refuse_invoice import refuse_invoice
from zhanggui.domain.invoicing.operations.request_invoice import request_invoice
from zhanggui.domain.invoicing.operations.reverse_for_return import reverse_for_return
from zhanggui.domain.invoicing.platform import PlatformRefused
from zhanggui.domain.invoicing.rules import content
from zhanggui.domain.invoicing.states import InvoiceState
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel.refusal import Refusal


def issue(*, invoice_id: UUID, at: datetime) -> None:
    """Have one invoice issued. Asked twice with one serial, the platform gives one number.

    One that waits for a red letter is left until that has its number. Raises ``PlatformUnreachable``.
    """
    invoice = Invoice.objects.select_related("after", "red_of").get(pk=invoice_id)
    waits = invoice.after is not None and invoice.after.state != InvoiceState.ISSUED
    if invoice.state != InvoiceState.REQUESTED or waits:
        return
    told = content(invoice, invoice.lines.order_by("position"))
    told["red_of_number"] = invoice.red_of.platform_number if invoice.red_of else ""
    try:
        answer = platform.connected().issue(told, at=at)
    except PlatformRefused as refusal:
        refuse_invoice(invoice_id=invoice_id, answer=str(refusal), by=SYSTEM, at=at)
        return
    record_issued(invoice_id=invoice_id, answer=answer, by=SYSTEM, at=at)
    for following in Invoice.objects.waiting().filter(after=invoice).values_list("id", flat=True):
        issue(invoice_id=following, at=at)


def ask_for_what_is_due(*, at: datetime) -> int:
    """Request what nobody has to ask for: invoices wished at checkout whose orders are complete, and red
    letters of finished returns. How many were requested; what cannot be invoiced waits for the next time.
    """
    done = 0
    for order_id, title in queries.wished(at):
        done += _tried(lambda: request_invoice(order_id=order_id, title=title, by=SYSTEM, at=at))  # noqa: B023
    for return_id in queries.returned_after_invoice(at):
        done += _tried(lambda: reverse_for_return(return_id=return_id, by=SYSTEM, at=at))  # noqa: B023
    return done


def _tried(ask: object) -> int:
    try:
        ask()  # type: ignore[operator]
    except Refusal:
        return 0
    return 1
