"""Taking a whole invoice back by a red-letter one."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.invoicing.capabilities import KEEP_INVOICES
from zhanggui.domain.invoicing.models import Invoice
from zhanggui.domain.invoicing.reach import held_invoice
from zhanggui.domain.invoicing.refusals import ReasonMissing
from zhanggui.domain.invoicing.reversing import take_back_whole
from zhanggui.domain.invoicing.states import RedReason
from zhanggui.domain.invoicing.writing import requested
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def reverse_invoice(*, invoice_id: UUID, reason: str, by: Actor, at: datetime) -> Invoice:
    """Take back what was issued wrongly, whole: the law knows no part of a wrong invoice. The red-letter one.

    The order may then have another invoice. Raises ``NotIssuedYet``, ``HasRedLetter``.
    """
    by.require(KEEP_INVOICES)
    if not reason.strip():
        raise ReasonMissing
    blue = held_invoice(invoice_id, by=by)
    red = take_back_whole(blue, RedReason.ISSUED_WRONGLY, by=by, at=at)
    told = blue.order or blue.statement
    trail.record(requested(red), on=red, by=by, at=at, reason=reason, thread=told)
    return red
