"""Taking pieces off the shelf to be tested: a spot check of goods on sale (A-5)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.inventory import accounts
from zhanggui.domain.inventory.capabilities import SPOT_CHECK
from zhanggui.domain.inventory.closing import refuse_closed
from zhanggui.domain.inventory.facts import SpotCheckTaken
from zhanggui.domain.inventory.models import ShelfLot, SpotCheck
from zhanggui.domain.inventory.numbers import next_number
from zhanggui.domain.inventory.refusals import ReasonMissing
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import ledger, trail


@transaction.atomic
def take_spot_check(*, shelf_id: UUID, pieces: int, reason: str, by: Actor, at: datetime) -> SpotCheck:
    """The pieces are used up by the test: they leave the sale and the house. Raises ``Insufficient``."""
    by.require(SPOT_CHECK)
    place = ShelfLot.objects.select_related("sku", "lot").filter(pk=shelf_id).first()
    if place is None:
        raise NotFound
    if not reason.strip():
        raise ReasonMissing
    refuse_closed(at)
    transfers = accounts.leaves_stock(place.shelf, pieces=pieces, sink=accounts.scrapped(place.sku_id))
    check = SpotCheck.objects.create(
        number=next_number("Q", at),
        shelf=place,
        sku_id=place.sku_id,
        pieces=pieces,
        reason=reason,
        taken_by_id=by.account_id,
        taken_at=at,
    )
    entry = ledger.Entry(
        kind="inventory.spot_check",
        key=f"inventory.spot_check/{check.id}",
        at=at,
        subject=ledger.Subject.of(check),
        transfers=transfers,
    )
    ledger.post(entry, by=by)
    fact = SpotCheckTaken(number=check.number, sku=place.sku.code, pieces=pieces)
    trail.record(fact, on=check, by=by, at=at, reason=reason)
    return check
