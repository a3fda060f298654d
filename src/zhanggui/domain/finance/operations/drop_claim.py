"""A claim on the fund that was not agreed to."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.finance.facts import ClaimDropped
from zhanggui.domain.finance.models import FundClaim
from zhanggui.domain.finance.states import CLAIM
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def drop_claim(*, claim_id: UUID, by: Actor, at: datetime) -> FundClaim:
    """Told by the approval that it was rejected, withdrawn or ran out."""
    claim = FundClaim.objects.locked().get(pk=claim_id)
    claim.state = CLAIM.after(claim.state, "drop")
    claim.decided_at = at
    claim.save(update_fields=["state", "decided_at"])
    thread = trail.Subject("sales.order", claim.order_id)
    trail.record(ClaimDropped(number=claim.number), on=claim, by=by, at=at, thread=thread)
    return claim
