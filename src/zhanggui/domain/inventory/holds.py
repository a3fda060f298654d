"""Deciding about held pieces, one way or the other: what release and scrap have in common."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from zhanggui.domain.inventory.capabilities import DECIDE_HOLD
from zhanggui.domain.inventory.models import Hold, HoldDecision
from zhanggui.domain.inventory.refusals import MoreThanHeld, ReasonMissing
from zhanggui.identity.actor import Actor
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import Transfer


def held_for_decision(hold_id: UUID, *, quantity: int, reason: str, by: Actor) -> Hold:
    """The hold, locked; refused when it does not have so many undecided pieces."""
    by.require(DECIDE_HOLD)
    hold = Hold.objects.locked().select_related("sku", "shelf").filter(pk=hold_id).first()
    if hold is None:
        raise NotFound
    if not reason.strip():
        raise ReasonMissing
    if not 0 < quantity <= hold.undecided:
        raise MoreThanHeld(undecided=hold.undecided)
    return hold


def decide(
    hold: Hold, verdict: HoldDecision, transfers: Sequence[Transfer], *, by: Actor, at: datetime
) -> None:
    """Write the decision, take it off the hold, and book it."""
    verdict.id = new_id()
    verdict.hold = hold
    verdict.decided_by_id = by.account_id
    verdict.decided_at = at
    verdict.save(force_insert=True)
    hold.undecided -= verdict.quantity
    hold.ended_at = None if hold.undecided else at
    hold.save(update_fields=["undecided", "ended_at"])
    entry = ledger.Entry(
        kind=f"inventory.hold_{verdict.verdict}",
        key=f"inventory.hold/{verdict.id}",
        at=at,
        subject=ledger.Subject.of(hold),
        transfers=transfers,
    )
    ledger.post(entry, by=by)
