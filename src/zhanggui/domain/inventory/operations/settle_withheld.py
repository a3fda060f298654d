"""Settling withheld pieces: as many are unsold again, so nobody waits for these any more."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.inventory import accounts
from zhanggui.domain.inventory.capabilities import SETTLE_WITHHELD
from zhanggui.domain.inventory.facts import WithheldSettled
from zhanggui.domain.inventory.holds import hold_withheld
from zhanggui.domain.inventory.models import Withheld
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import ledger, trail


@transaction.atomic
def settle_withheld(*, sku_id: UUID, by: Actor, at: datetime) -> int:
    """The oldest first become holds, as far as pieces are unsold; answers how many did.

    What a supplier kept in its own warehouse is not ours to hold: it is only no longer told of.
    """
    by.require(SETTLE_WITHHELD)
    open_ones = Withheld.objects.locked().filter(sku_id=sku_id, ended_at=None)
    rows = list(open_ones.select_related("shelf__warehouse", "sku").order_by("found_at", "id"))
    unsold = ledger.balance(accounts.sellable(sku_id)).available if rows else 0
    settled = 0
    for row in rows:
        pieces = min(row.left, unsold - settled)
        if pieces <= 0:
            break
        _out_of_the_sale(row, pieces, by=by, at=at)
        row.left -= pieces
        row.ended_at = None if row.left else at
        row.save(update_fields=["left", "ended_at"])
        settled += pieces
    if settled:
        trail.record(WithheldSettled(sku=rows[0].sku.code, pieces=settled), on=rows[0].sku, by=by, at=at)
    return settled


def _out_of_the_sale(row: Withheld, pieces: int, *, by: Actor, at: datetime) -> None:
    place = row.shelf
    supplier = place.warehouse.operator_id
    if supplier is None:
        hold_withheld(place, pieces, reason=row.reason, by=by, at=at)
        return
    told = accounts.supplied(supplier, place.sku_id)
    entry = ledger.Entry(
        kind="inventory.declared",
        key=f"inventory.withheld/{row.id}/{row.left}",
        at=at,
        subject=ledger.Subject.of(row),
        transfers=accounts.leaves_withheld(place.shelf, pieces=pieces, sink=told),
    )
    ledger.post(entry, by=by)
