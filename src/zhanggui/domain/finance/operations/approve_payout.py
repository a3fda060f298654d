"""An approved payout may be handed to the bank."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.finance.capabilities import APPROVE_PAYOUTS
from zhanggui.domain.finance.facts import PayoutApproved
from zhanggui.domain.finance.models import Payout
from zhanggui.domain.finance.refusals import NotApproved
from zhanggui.domain.finance.states import PAYOUT
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import approvals, trail


@transaction.atomic
def approve_payout(*, payout_id: UUID, by: Actor, at: datetime) -> Payout:
    """Release a payout. The approval calls this."""
    by.require(APPROVE_PAYOUTS)
    payout = Payout.objects.locked().get(pk=payout_id)
    if not approvals.is_approved(payout.id, payout.digest):
        raise NotApproved
    payout.state = PAYOUT.after(payout.state, "approve")
    payout.approved_at = at
    payout.save(update_fields=["state", "approved_at"])
    fact = PayoutApproved(number=payout.number, total_fen=payout.total_fen)
    trail.record(fact, on=payout, by=by, at=at)
    return payout
