"""A customer says whom the invoice names: noted while the goods are on their way, issued once they came."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.invoicing.models import Invoice
from zhanggui.domain.invoicing.operations.request_invoice import request_invoice
from zhanggui.domain.invoicing.operations.retitle_invoice import retitle_invoice
from zhanggui.domain.invoicing.queries import in_force, title_of
from zhanggui.domain.sales.operations import wish_invoice
from zhanggui.identity.actor import Actor


@transaction.atomic
def ask_for_invoice(*, order_id: UUID, wish: Mapping[str, str], by: Actor, at: datetime) -> Invoice | None:
    """Note the wish; of an order that was signed for ask for the invoice at once, or for another title.

    None while the goods are on their way. Raises what ``request_invoice`` and ``retitle_invoice`` raise.
    """
    order = wish_invoice(order_id=order_id, wish=wish, by=by, at=at)
    if order.delivered_at is None:
        return None
    known = in_force(order)
    if known is None:
        return request_invoice(order_id=order_id, title=title_of(wish), by=by, at=at)
    return retitle_invoice(invoice_id=known.pk, title=title_of(wish), by=by, at=at)
