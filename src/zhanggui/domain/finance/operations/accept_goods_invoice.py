"""Accepting a supplier's invoice: its tax is taken off what the house owes the state."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.finance import accounts
from zhanggui.domain.finance.capabilities import KEEP_BOOKS
from zhanggui.domain.finance.facts import GoodsInvoiceAccepted
from zhanggui.domain.finance.models import GoodsInvoice
from zhanggui.domain.finance.states import GOODS_INVOICE
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import ledger, trail


@transaction.atomic
def accept_goods_invoice(*, invoice_id: UUID, by: Actor, at: datetime) -> GoodsInvoice:
    """Certify an invoice that was seen on the tax platform; its input tax counts from now on."""
    by.require(KEEP_BOOKS)
    held = GoodsInvoice.objects.locked().select_related("statement__supplier")
    invoice = held.filter(pk=invoice_id).first()
    if invoice is None:
        raise NotFound
    invoice.state = GOODS_INVOICE.after(invoice.state, "accept")
    invoice.decided_by_id, invoice.decided_at = by.account_id, at
    invoice.save(update_fields=["state", "decided_by", "decided_at"])
    _count_tax(invoice, by, at)
    fact = GoodsInvoiceAccepted(platform_number=invoice.platform_number, tax_fen=invoice.tax_fen)
    trail.record(fact, on=invoice, by=by, at=at, thread=invoice.statement)
    return invoice


def _count_tax(invoice: GoodsInvoice, by: Actor, at: datetime) -> None:
    if not invoice.tax_fen:
        return
    sides = accounts.INPUT_VAT, accounts.vat_awaited(invoice.statement.supplier_id)
    debit, credit = sides if invoice.tax_fen > 0 else sides[::-1]
    entry = ledger.Entry(
        kind="finance.input_tax",
        key=f"goods-invoice:{invoice.id}",
        at=at,
        subject=ledger.Subject.of(invoice),
        transfers=[ledger.Transfer(debit=debit, credit=credit, amount=abs(invoice.tax_fen))],
    )
    ledger.post(entry, by=by)
