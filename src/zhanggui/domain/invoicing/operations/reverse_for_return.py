"""Taking back the part of an invoice that a return gave back."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.aftersales.queries import order_of_finished
from zhanggui.domain.invoicing import keeping
from zhanggui.domain.invoicing.capabilities import ISSUE
from zhanggui.domain.invoicing.models import Invoice
from zhanggui.domain.invoicing.refusals import NothingLeft, NotIssuedYet
from zhanggui.domain.invoicing.reversing import take_back_parts
from zhanggui.domain.invoicing.rules import GivenBack, Kept
from zhanggui.domain.invoicing.states import InvoiceState
from zhanggui.domain.invoicing.writing import requested
from zhanggui.domain.sales.queries import order_on_its_way
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import Fen
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def reverse_for_return(*, return_id: UUID, by: Actor, at: datetime) -> Invoice:
    """Issue the red-letter invoice of a finished return, in part or whole, by what came back (IV-02).

    Raises ``NotFound`` where the return is not finished or its order has no invoice, ``NotIssuedYet`` while
    the blue one waits, and ``NothingLeft`` where the invoice never had what came back.
    """
    by.require(ISSUE)
    order_id = order_of_finished(return_id)
    if order_id is None:
        raise NotFound
    order = order_on_its_way(order_id)
    blue = Invoice.objects.locked().filter(pk__in=Invoice.objects.in_force().filter(order=order)).first()
    if blue is None:
        raise NotFound
    if blue.state != InvoiceState.ISSUED:
        raise NotIssuedYet(number=blue.number)
    blue.order = order
    parts = _parts(keeping.given_back(order_id, until=at), return_id, keeping.kept(order))
    red = take_back_parts(blue, parts, return_id=return_id, by=by, at=at)
    if red is None:
        raise NothingLeft(number=blue.number)
    trail.record(requested(red), on=red, by=by, at=at, thread=order)
    return red


def _parts(backs: Sequence[GivenBack], return_id: UUID, left: Kept) -> dict[UUID | None, tuple[int, Fen]]:
    """Pieces and fen by line that this return took, after all returns before it."""
    parts: dict[UUID | None, tuple[int, Fen]] = {}
    for back in backs:
        for line_id, fen in left.take(back).items():
            if back.return_id != return_id:
                continue
            pieces, sofar = parts.get(line_id, (0, 0))
            parts[line_id] = (pieces + (back.pieces if line_id == back.line_id else 0), sofar + fen)
    return parts
