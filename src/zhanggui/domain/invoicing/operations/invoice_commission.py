"""Writing the house's own invoice to a supplier, for selling its goods."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from zhanggui.domain.invoicing import taxation
from zhanggui.domain.invoicing.capabilities import KEEP_INVOICES
from zhanggui.domain.invoicing.models import Invoice
from zhanggui.domain.invoicing.refusals import NothingEarned
from zhanggui.domain.invoicing.rules import BROKERAGE, Part, Title
from zhanggui.domain.invoicing.states import BuyerKind, Colour, InvoiceState, Purpose, VatKind
from zhanggui.domain.invoicing.writing import About, refuse_bad_title, requested, write_blue
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import Fen
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True, kw_only=True)
class Commission:
    """What the house earned by what one statement sold, with tax, up to its last day."""

    statement: Any
    firm_name: str
    firm_code: str
    amount_fen: Fen
    last_day: date


@transaction.atomic
def invoice_commission(*, commission: Commission, by: Actor, at: datetime) -> Invoice:
    """Ask for the invoice over a statement's commission, at the rate of services on its last day.

    There is one in force for a statement, a special one, whose tax the firm can take off. Where it replaces
    one that was wrong it waits for the red letter over that. Raises ``NothingEarned``, ``BadTitle`` and
    ``AlreadyInvoiced``.
    """
    by.require(KEEP_INVOICES)
    number = commission.statement.number
    if commission.amount_fen <= 0:
        raise NothingEarned(number=number)
    title = Title(
        kind=BuyerKind.FIRM,
        name=commission.firm_name,
        code=commission.firm_code,
        vat_kind=VatKind.SPECIAL,
    )
    refuse_bad_title(title)
    part = Part(
        order_line_id=None,
        name=f"平台佣金 {number}",
        quantity=1,
        gross_fen=commission.amount_fen,
        taxed=taxation.service(BROKERAGE, commission.last_day),
    )
    about = About(
        purpose=Purpose.COMMISSION,
        statement=commission.statement,
        after=_red_letter_before(commission.statement),
    )
    invoice = write_blue(about, title, [part], by=by, at=at)
    trail.record(requested(invoice), on=invoice, by=by, at=at, thread=commission.statement)
    return invoice


def _red_letter_before(statement: Any) -> Invoice | None:
    """The red letter over the invoice that this one replaces, if there was one."""
    known = Invoice.objects.filter(statement=statement, colour=Colour.RED, clawed_in=None)
    return known.exclude(state=InvoiceState.WITHDRAWN).order_by("requested_at").last()
