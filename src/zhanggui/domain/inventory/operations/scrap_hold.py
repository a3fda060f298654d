"""Scrapping held pieces: they will never be sold."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.inventory import accounts
from zhanggui.domain.inventory.facts import HoldScrapped
from zhanggui.domain.inventory.holds import decide, held_for_decision
from zhanggui.domain.inventory.models import Hold, HoldDecision
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.ledger import Transfer


@transaction.atomic
def scrap_hold(*, hold_id: UUID, quantity: int, reason: str, by: Actor, at: datetime) -> Hold:
    """So many pieces are destroyed. Raises ``MoreThanHeld`` and ``ReasonMissing``."""
    hold = held_for_decision(hold_id, quantity=quantity, reason=reason, by=by)
    lies, gone = accounts.held(hold.warehouse_id, hold.sku_id), accounts.scrapped(hold.sku_id)
    verdict = HoldDecision(verdict="scrap", quantity=quantity, reason=reason)
    decide(hold, verdict, [Transfer(gone, lies, quantity)], by=by, at=at)
    fact = HoldScrapped(number=hold.number, sku=hold.sku.code, pieces=quantity)
    trail.record(fact, on=hold, by=by, at=at, reason=reason)
    return hold
