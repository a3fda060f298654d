"""A supplier gives its invoice for the goods of a statement."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from zhanggui.domain.finance.capabilities import GIVE_GOODS_INVOICES
from zhanggui.domain.finance.facts import GoodsInvoiceGiven
from zhanggui.domain.finance.models import GoodsInvoice
from zhanggui.domain.finance.queries import statement_numbered
from zhanggui.domain.finance.reach import held_statement
from zhanggui.domain.finance.refusals import (
    GoodsInvoiceDiffers,
    GoodsInvoiceKnown,
    GoodsInvoiceNumber,
    NoGoodsToInvoice,
)
from zhanggui.domain.finance.states import GoodsInvoiceState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.money import Fen, yuan
from zhanggui.mechanisms import trail
from zhanggui.schema.violations import refuse_as, refusing

refuse_as("finance_goods_invoice_once", GoodsInvoiceKnown)
refuse_as("finance_goods_invoice_number_once", GoodsInvoiceKnown)


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenInvoice:
    """What stands on the supplier's invoice."""

    statement_number: str
    platform_number: str
    issued_on: date
    net_fen: Fen
    tax_fen: Fen


@transaction.atomic
def give_goods_invoice(*, given: GivenInvoice, by: Actor, at: datetime) -> GoodsInvoice:
    """Register a supplier's invoice against its statement: it must say the statement's goods to the fen.

    The tax of each line was split when the statement was drawn, so that both sides know the sum beforehand.
    """
    by.require(GIVE_GOODS_INVOICES)
    statement = held_statement(statement_numbered(given.statement_number, by=by).pk, by=by)
    if statement.sent_at is None or not statement.goods_fen:
        raise NoGoodsToInvoice(number=statement.number)
    late = given.issued_on > at.astimezone(SHANGHAI).date()
    if late or not re.fullmatch(r"[0-9]{20}", given.platform_number):
        raise GoodsInvoiceNumber
    net = statement.goods_fen - statement.input_tax_fen
    if (given.net_fen, given.tax_fen) != (net, statement.input_tax_fen):
        raise GoodsInvoiceDiffers(net=yuan(net), tax=yuan(statement.input_tax_fen))
    with refusing():
        invoice = GoodsInvoice.objects.create(
            statement=statement,
            platform_number=given.platform_number,
            issued_on=given.issued_on,
            net_fen=given.net_fen,
            tax_fen=given.tax_fen,
            total_fen=given.net_fen + given.tax_fen,
            state=GoodsInvoiceState.GIVEN,
            given_by_id=by.account_id,
            given_at=at,
        )
    fact = GoodsInvoiceGiven(number=statement.number, platform_number=invoice.platform_number)
    trail.record(fact, on=invoice, by=by, at=at, thread=statement)
    return invoice
