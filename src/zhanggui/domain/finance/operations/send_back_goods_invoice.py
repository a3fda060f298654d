"""Sending a supplier's invoice back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.finance.capabilities import KEEP_BOOKS
from zhanggui.domain.finance.facts import GoodsInvoiceSentBack
from zhanggui.domain.finance.models import GoodsInvoice
from zhanggui.domain.finance.refusals import ReasonMissing
from zhanggui.domain.finance.states import GOODS_INVOICE
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def send_back_goods_invoice(*, invoice_id: UUID, reason: str, by: Actor, at: datetime) -> GoodsInvoice:
    """Refuse an invoice that the tax platform does not know, or that names another. One more may come."""
    by.require(KEEP_BOOKS)
    if not reason.strip():
        raise ReasonMissing
    held = GoodsInvoice.objects.locked().select_related("statement")
    invoice = held.filter(pk=invoice_id).first()
    if invoice is None:
        raise NotFound
    invoice.state = GOODS_INVOICE.after(invoice.state, "send_back")
    invoice.decided_by_id, invoice.decided_at = by.account_id, at
    invoice.reason = reason.strip()[:400]
    invoice.save(update_fields=["state", "decided_by", "decided_at", "reason"])
    fact = GoodsInvoiceSentBack(platform_number=invoice.platform_number)
    trail.record(fact, on=invoice, by=by, at=at, reason=reason, thread=invoice.statement)
    return invoice
