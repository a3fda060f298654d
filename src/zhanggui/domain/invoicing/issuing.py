"""What the house says to the tax platform: over the network, so from jobs only, never in a transaction."""

from datetime import datetime
from typing import Any
from uuid import UUID

from zhanggui.domain.invoicing import platform, queries
from zhanggui.domain.invoicing.models import Invoice
from zhanggui.domain.invoicing.operations.record_confirmation import record_confirmation
from zhanggui.domain.invoicing.operations.record_issued import record_issued
from zhanggui.domain.invoicing.operations.refuse_invoice import refuse_invoice
from zhanggui.domain.invoicing.operations.request_invoice import request_invoice
from zhanggui.domain.invoicing.operations.reverse_for_return import reverse_for_return
from zhanggui.domain.invoicing.platform import PlatformRefused, Stands
from zhanggui.domain.invoicing.rules import content
from zhanggui.domain.invoicing.states import Colour, InvoiceState, VatKind
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel.refusal import Refusal

NO = {Stands.DECLINED: "购买方不同意红字信息确认单", Stands.LAPSED: "红字信息确认单逾期无人确认，已自动作废"}


def issue(*, invoice_id: UUID, at: datetime) -> None:
    """Have one invoice issued. Asked twice with one serial, the platform gives one number.

    One that waits for a red letter is left until that has its number. Raises ``PlatformUnreachable``.
    """
    invoice = Invoice.objects.select_related("after", "red_of").get(pk=invoice_id)
    waits = invoice.after is not None and invoice.after.state != InvoiceState.ISSUED
    if invoice.state != InvoiceState.REQUESTED or waits:
        return
    told = told_of(invoice)
    try:
        if _needs_confirmation(invoice) and not _confirmed(invoice, told, at):
            return
        answer = platform.connected().issue(told, at=at)
    except PlatformRefused as refusal:
        refuse_invoice(invoice_id=invoice_id, answer=str(refusal), by=SYSTEM, at=at)
        return
    record_issued(invoice_id=invoice_id, answer=answer, by=SYSTEM, at=at)
    for following in Invoice.objects.waiting().filter(after=invoice).values_list("id", flat=True):
        issue(invoice_id=following, at=at)


def look_after(*, invoice_id: UUID, at: datetime) -> None:
    """Ask how the confirmation of a red letter stands: go on, say why not, or wait on."""
    invoice = Invoice.objects.select_related("red_of").get(pk=invoice_id)
    if invoice.state != InvoiceState.TO_CONFIRM:
        return
    try:
        _confirmed(invoice, told_of(invoice), at)
    except PlatformRefused as refusal:
        refuse_invoice(invoice_id=invoice_id, answer=str(refusal), by=SYSTEM, at=at)
        return
    issue(invoice_id=invoice_id, at=at)


def told_of(invoice: Invoice) -> dict[str, Any]:
    """Everything the tax platform is told of an invoice: asked again, the very same."""
    told = content(invoice, invoice.lines.order_by("position"))
    told["red_of_number"] = invoice.red_of.platform_number if invoice.red_of else ""
    told["confirmation"] = invoice.confirmation
    return told


def _needs_confirmation(invoice: Invoice) -> bool:
    return (
        invoice.colour == Colour.RED
        and invoice.vat_kind == VatKind.SPECIAL
        and (not invoice.confirmation or invoice.confirm_by is not None)
    )


def _confirmed(invoice: Invoice, told: dict[str, Any], at: datetime) -> bool:
    """Whether the red letter may be issued now; what the platform says of it is written down."""
    answer = platform.connected().confirm(told, at=at)
    if answer.stands in NO:
        raise PlatformRefused(NO[answer.stands])
    record_confirmation(invoice_id=invoice.pk, answer=answer, by=SYSTEM, at=at)
    told["confirmation"] = answer.number
    return answer.stands == Stands.CONFIRMED


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
