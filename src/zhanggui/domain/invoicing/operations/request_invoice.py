"""Asking for the invoice of an order."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.invoicing import keeping
from zhanggui.domain.invoicing.capabilities import ASK
from zhanggui.domain.invoicing.models import Invoice
from zhanggui.domain.invoicing.refusals import AlreadyInvoiced, NothingKept, NotYetDelivered
from zhanggui.domain.invoicing.rules import Title
from zhanggui.domain.invoicing.states import Purpose
from zhanggui.domain.invoicing.writing import (
    About,
    refuse_bad_title,
    refuse_unclear_firm,
    requested,
    write_blue,
)
from zhanggui.domain.sales.queries import held_order
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def request_invoice(*, order_id: UUID, title: Title, by: Actor, at: datetime) -> Invoice:
    """Ask for the invoice of an order that was signed for, over what was kept of it (IV-01, EC-23).

    There is one in force for an order: asked again it is refused. Raises ``NotYetDelivered``, ``NothingKept``
    and ``TaxClassMissing``; for a special invoice also ``FirmUnclear`` and ``NotOnSpecial``.
    """
    by.require(ASK)
    order = held_order(order_id, by=by)
    refuse_bad_title(title)
    refuse_unclear_firm(title)
    if order.delivered_at is None:
        raise NotYetDelivered(number=order.number)
    if Invoice.objects.in_force().filter(order=order).exists():
        raise AlreadyInvoiced
    left = keeping.kept(order)
    for back in keeping.given_back(order.pk, until=at):
        left.take(back)
    parts = keeping.parts_of(order, left)
    if not parts:
        raise NothingKept(number=order.number)
    invoice = write_blue(About(purpose=Purpose.GOODS, order=order), title, parts, by=by, at=at)
    trail.record(requested(invoice), on=invoice, by=by, at=at, thread=order)
    return invoice
