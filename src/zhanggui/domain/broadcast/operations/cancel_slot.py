"""Cancelling a slot before it airs."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.broadcast.capabilities import PLAN_SLOTS
from zhanggui.domain.broadcast.facts import SlotCancelled
from zhanggui.domain.broadcast.holding import held_slot, release_goods
from zhanggui.domain.broadcast.models import Slot
from zhanggui.domain.broadcast.states import SLOT, SlotState
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import approvals, trail
from zhanggui.mechanisms.approvals import ReviewState


@transaction.atomic
def cancel_slot(*, slot_id: UUID, reason: str, by: Actor, at: datetime) -> Slot:
    """Give the time, the item numbers and the quotas back. Raises ``WrongState`` once it is on air."""
    by.require(PLAN_SLOTS)
    slot = held_slot(slot_id)
    state = SLOT.after(slot.state, "cancel")
    if slot.state == SlotState.SUBMITTED:
        _withdraw_review(slot, by, at, reason)
    slot.state, slot.ended_at, slot.end_reason = state, at, reason[:200]
    slot.save(update_fields=["state", "ended_at", "end_reason"])
    returned = release_goods(slot, by=by, at=at)

    trail.record(SlotCancelled(number=slot.number, returned=returned), on=slot, by=by, at=at, reason=reason)
    return slot


def _withdraw_review(slot: Slot, by: Actor, at: datetime, reason: str) -> None:
    plan = slot.plans.order_by("-number").first()
    review = approvals.review_of(plan.id) if plan else None
    if review is not None and review.state == ReviewState.OPEN:
        approvals.withdraw(review_id=review.id, by=by, at=at, reason=reason)
