"""Putting stock on hold: a doubt came up about goods that had passed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.inventory.capabilities import HOLD
from zhanggui.domain.inventory.facts import StockHeld
from zhanggui.domain.inventory.holds import hold_on
from zhanggui.domain.inventory.models import Hold, ShelfLot
from zhanggui.domain.inventory.reach import articles_of, standing_warehouse
from zhanggui.domain.inventory.refusals import NotOnOneShelf, ReasonMissing
from zhanggui.domain.inventory.shelving import first_expiring
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def hold_stock(
    *, warehouse_id: UUID, sku_id: UUID, quantity: int, reason: str, by: Actor, at: datetime
) -> Hold:
    """So many unsold pieces of the first shelf that has them leave the sale.

    Raises ``NotOnOneShelf``, and ``Insufficient`` for pieces already sold or allocated.
    """
    by.require(HOLD)
    warehouse = standing_warehouse(warehouse_id)
    article = articles_of([sku_id]).get(sku_id)
    if article is None:
        raise NotFound
    if not reason.strip():
        raise ReasonMissing
    place = _shelf_with(quantity, warehouse.id, sku_id, at)
    hold = hold_on(place, quantity, reason=reason, by=by, at=at)
    fact = StockHeld(number=hold.number, sku=article.code, pieces=quantity)
    trail.record(fact, on=hold, by=by, at=at, reason=reason)
    return hold


def _shelf_with(pieces: int, warehouse_id: UUID, sku_id: UUID, at: datetime) -> ShelfLot:
    today = at.astimezone(SHANGHAI).date()
    for one in first_expiring([warehouse_id], [sku_id], today, expired=True):
        if one.free >= pieces:
            return ShelfLot.objects.get(pk=one.shelf.id)
    raise NotOnOneShelf
