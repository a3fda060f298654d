"""Dropping a correction that was not approved: another may be proposed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.inventory.facts import CorrectionDropped
from zhanggui.domain.inventory.models import StockCorrection
from zhanggui.domain.inventory.refusals import AlreadyApproved
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import approvals, trail


@transaction.atomic
def drop_correction(*, correction_id: UUID, by: Actor, at: datetime) -> StockCorrection:
    """Told by the review when it ends without approval; whoever ended it was asked there."""
    correction = StockCorrection.objects.locked().select_related("count").filter(pk=correction_id).first()
    if correction is None:
        raise NotFound
    if approvals.is_approved(correction.id, correction.digest):
        raise AlreadyApproved
    correction.dropped_at = at
    correction.save(update_fields=["dropped_at"])
    fact = CorrectionDropped(count=correction.count.number)
    trail.record(fact, on=correction, by=by, at=at, thread=correction.count)
    return correction
