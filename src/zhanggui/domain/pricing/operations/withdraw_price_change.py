"""Withdrawing a price change: who proposed it takes it back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.pricing.capabilities import PROPOSE_PRICES
from zhanggui.domain.pricing.facts import PriceChangeWithdrawn
from zhanggui.domain.pricing.models import PriceChange
from zhanggui.domain.pricing.queries import changes_of
from zhanggui.domain.pricing.states import CHANGE
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import approvals, trail


@transaction.atomic
def withdraw_price_change(*, change_id: UUID, by: Actor, at: datetime, reason: str = "") -> PriceChange:
    """Take a proposal back before it is decided."""
    by.require(PROPOSE_PRICES)
    if not changes_of(by).filter(pk=change_id).exists():
        raise NotFound
    change = PriceChange.objects.locked().get(pk=change_id)
    state = CHANGE.after(change.state, "withdraw")
    review = approvals.review_of(change.id)
    if review is not None:
        approvals.withdraw(review_id=review.id, by=by, at=at, reason=reason)
    change.state, change.decided_at = state, at
    change.save(update_fields=["state", "decided_at"])

    trail.record(PriceChangeWithdrawn(number=change.number), on=change, by=by, at=at, reason=reason)
    return change
