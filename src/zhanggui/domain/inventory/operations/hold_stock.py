"""Putting stock on hold: a doubt came up about goods that had passed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.inventory import accounts
from zhanggui.domain.inventory.capabilities import HOLD
from zhanggui.domain.inventory.facts import StockHeld
from zhanggui.domain.inventory.models import Hold
from zhanggui.domain.inventory.numbers import next_number
from zhanggui.domain.inventory.reach import articles_of, standing_warehouse
from zhanggui.domain.inventory.refusals import NotOnOneShelf, ReasonMissing
from zhanggui.domain.inventory.shelving import first_expiring
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import ledger, trail


@transaction.atomic
def hold_stock(
    *,
    warehouse_id: UUID,
    sku_id: UUID,
    quantity: int,
    reason: str,
    by: Actor,
    at: datetime,
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
    shelf = _shelf_with(quantity, warehouse.id, sku_id, at)
    transfers = accounts.leaves_stock(shelf, pieces=quantity, sink=accounts.held(warehouse.id, sku_id))
    hold = Hold.objects.create(
        number=next_number("H", at),
        warehouse=warehouse,
        sku_id=sku_id,
        shelf_id=shelf.id,
        quantity=quantity,
        undecided=quantity,
        reason=reason,
        held_by_id=by.account_id,
        held_at=at,
    )
    entry = ledger.Entry(
        kind="inventory.held",
        key=f"inventory.hold/{hold.id}",
        at=at,
        subject=ledger.Subject.of(hold),
        transfers=transfers,
    )
    ledger.post(entry, by=by)
    fact = StockHeld(number=hold.number, sku=article.code, pieces=quantity)
    trail.record(fact, on=hold, by=by, at=at, reason=reason)
    return hold


def _shelf_with(pieces: int, warehouse_id: UUID, sku_id: UUID, at: datetime) -> accounts.Shelf:
    today = at.astimezone(SHANGHAI).date()
    for one in first_expiring([warehouse_id], [sku_id], today, expired=True):
        if one.free >= pieces:
            return one.shelf
    raise NotOnOneShelf
