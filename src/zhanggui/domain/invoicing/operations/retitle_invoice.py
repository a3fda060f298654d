"""Having an issued invoice name somebody else: a red letter over the old one, then a new blue one."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.invoicing import keeping
from zhanggui.domain.invoicing.capabilities import ASK
from zhanggui.domain.invoicing.facts import InvoiceRetitled
from zhanggui.domain.invoicing.models import Invoice
from zhanggui.domain.invoicing.reach import held_invoice
from zhanggui.domain.invoicing.refusals import SameTitle
from zhanggui.domain.invoicing.reversing import take_back_whole
from zhanggui.domain.invoicing.rules import Part, TaxClass, Title
from zhanggui.domain.invoicing.states import Purpose, RedReason, Treatment, VatKind
from zhanggui.domain.invoicing.writing import (
    About,
    refuse_bad_title,
    refuse_unclear_firm,
    title_on,
    write_blue,
)
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def retitle_invoice(*, invoice_id: UUID, title: Title, by: Actor, at: datetime) -> Invoice:
    """Issue an invoice anew under another title; the new blue one, which waits for the red letter.

    Its lines and amounts are those of the old one. Raises ``SameTitle``, ``NotIssuedYet``, where goods were
    returned already ``HasRedLetter``, and what ``request_invoice`` raises of a special invoice.
    """
    by.require(ASK)
    blue = held_invoice(invoice_id, by=by)
    refuse_bad_title(title)
    refuse_unclear_firm(title)
    if replace(title, name=title.name.strip()) == title_on(blue):
        raise SameTitle
    red = take_back_whole(blue, RedReason.ISSUED_WRONGLY, by=by, at=at)
    about = About(purpose=Purpose(blue.purpose), order=blue.order, statement=blue.statement, after=red)
    barred = keeping.barred(blue.order) if blue.order and title.vat_kind == VatKind.SPECIAL else set[UUID]()
    following = write_blue(about, title, _parts(blue, barred), by=by, at=at)
    fact = InvoiceRetitled(number=blue.number, following=following.number)
    trail.record(fact, on=red, by=by, at=at, thread=blue.order or blue.statement)
    return following


def _parts(blue: Invoice, barred: Collection[UUID]) -> list[Part]:
    return [
        Part(
            order_line_id=line.order_line_id,
            name=line.name,
            quantity=line.quantity,
            gross_fen=line.total_fen,
            taxed=TaxClass(
                treatment=Treatment(line.treatment),
                class_code=line.class_code,
                short_name=line.short_name,
                rate_bp=line.rate_bp,
                bars_special=line.order_line_id in barred,
            ),
        )
        for line in blue.lines.order_by("position")
    ]
