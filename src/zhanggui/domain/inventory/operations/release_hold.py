"""Releasing held pieces: after all they can be sold."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.inventory import accounts
from zhanggui.domain.inventory.facts import HoldReleased
from zhanggui.domain.inventory.holds import decide, held_for_decision
from zhanggui.domain.inventory.models import Hold, HoldDecision
from zhanggui.domain.inventory.shelving import lot_of, put_away, unknown_lot
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def release_hold(*, hold_id: UUID, quantity: int, reason: str, by: Actor, at: datetime) -> Hold:
    """So many pieces go on sale. Raises ``MoreThanHeld`` and ``ReasonMissing``."""
    hold = held_for_decision(hold_id, quantity=quantity, reason=reason, by=by)
    source = accounts.held(hold.warehouse_id, hold.sku_id)
    transfers = accounts.enters_stock(_shelf(hold), pieces=quantity, source=source)
    verdict = HoldDecision(verdict="release", quantity=quantity, reason=reason)
    decide(hold, verdict, transfers, by=by, at=at)
    fact = HoldReleased(number=hold.number, sku=hold.sku.code, pieces=quantity)
    trail.record(fact, on=hold, by=by, at=at, reason=reason)
    return hold


def _shelf(hold: Hold) -> accounts.Shelf:
    """Back where they were taken from; what was held at its inspection is put away as its lot."""
    if hold.shelf is not None:
        return hold.shelf.shelf
    lot = lot_of(hold.inspection.line) if hold.inspection is not None else unknown_lot(hold.sku_id)
    return put_away(hold.warehouse_id, lot)
