"""A claim on the fund that two people agreed to may be paid."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.finance.capabilities import DECIDE_CLAIMS
from zhanggui.domain.finance.facts import ClaimApproved
from zhanggui.domain.finance.models import FundClaim
from zhanggui.domain.finance.refusals import NotApproved
from zhanggui.domain.finance.states import CLAIM
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import approvals, trail


@transaction.atomic
def approve_claim(*, claim_id: UUID, by: Actor, at: datetime) -> FundClaim:
    """Release a claim for payment. The approval calls this."""
    by.require(DECIDE_CLAIMS)
    claim = FundClaim.objects.locked().get(pk=claim_id)
    if not approvals.is_approved(claim.id, claim.digest):
        raise NotApproved
    claim.state = CLAIM.after(claim.state, "approve")
    claim.decided_at = at
    claim.save(update_fields=["state", "decided_at"])
    fact = ClaimApproved(number=claim.number, amount_fen=claim.amount_fen)
    trail.record(fact, on=claim, by=by, at=at, thread=trail.Subject("sales.order", claim.order_id))
    return claim
