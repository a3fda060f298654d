"""Taking back the part of a commission invoice that a later statement gave back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from zhanggui.domain.invoicing.capabilities import KEEP_INVOICES
from zhanggui.domain.invoicing.models import Invoice
from zhanggui.domain.invoicing.refusals import NothingLeft, NotIssuedYet
from zhanggui.domain.invoicing.reversing import take_back_parts
from zhanggui.domain.invoicing.states import InvoiceState
from zhanggui.domain.invoicing.writing import requested
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import Fen
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True, kw_only=True)
class ClawBack:
    """Commission of one statement that went back by a later one, with tax: goods came back after it."""

    statement: Any
    clawed_in: Any
    amount_fen: Fen


@transaction.atomic
def reverse_commission(*, claw: ClawBack, by: Actor, at: datetime) -> Invoice:
    """Ask for the red letter (销售折让) over what of a commission went back; there is one for each statement
    that gave something back.

    Raises ``NotFound`` where the commission has no invoice in force, ``NotIssuedYet`` while it waits,
    ``AlreadyInvoiced`` and ``NothingLeft``.
    """
    by.require(KEEP_INVOICES)
    in_force = Invoice.objects.in_force().filter(statement=claw.statement)
    blue = Invoice.objects.locked().filter(pk__in=in_force).first()
    if blue is None:
        raise NotFound
    if blue.state != InvoiceState.ISSUED:
        raise NotIssuedYet(number=blue.number)
    blue.statement = claw.statement
    parts: dict[UUID | None, tuple[int, Fen]] = {None: (0, claw.amount_fen)}
    red = take_back_parts(blue, parts, clawed_in=claw.clawed_in, by=by, at=at)
    if red is None:
        raise NothingLeft(number=blue.number)
    trail.record(requested(red), on=red, by=by, at=at, thread=claw.statement)
    return red
