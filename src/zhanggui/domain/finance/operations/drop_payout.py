"""A payout that was not approved lets its statements go."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.finance import payables
from zhanggui.domain.finance.facts import PayoutDropped
from zhanggui.domain.finance.models import Payout
from zhanggui.domain.finance.states import PAYOUT
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def drop_payout(*, payout_id: UUID, by: Actor, at: datetime) -> Payout:
    """Told by the approval that it was rejected, withdrawn or ran out. The statements wait for another."""
    payout = Payout.objects.locked().get(pk=payout_id)
    payout.state = PAYOUT.after(payout.state, "drop")
    payout.save(update_fields=["state"])
    payables.let_go(payables.of_payout(payout))
    trail.record(PayoutDropped(number=payout.number), on=payout, by=by, at=at)
    return payout
