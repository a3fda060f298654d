"""Rejecting a price change: nothing becomes of it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.pricing.capabilities import APPROVE_PRICES, EVALUATE_PRICES
from zhanggui.domain.pricing.facts import PriceChangeRejected
from zhanggui.domain.pricing.models import PriceChange
from zhanggui.domain.pricing.states import CHANGE
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def reject_price_change(*, change_id: UUID, by: Actor, at: datetime) -> PriceChange:
    """End a proposal; the review that rejected it holds the reasons, item by item."""
    if not by.may(EVALUATE_PRICES):
        by.require(APPROVE_PRICES)
    change = PriceChange.objects.locked().get(pk=change_id)
    change.state, change.decided_at = CHANGE.after(change.state, "reject"), at
    change.save(update_fields=["state", "decided_at"])

    trail.record(PriceChangeRejected(number=change.number), on=change, by=by, at=at)
    return change
