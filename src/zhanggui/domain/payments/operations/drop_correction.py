"""A proposal that was not agreed to: another may be made."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.payments.facts import CorrectionDropped
from zhanggui.domain.payments.models import Correction
from zhanggui.domain.payments.states import DIFFERENCE
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def drop_correction(*, correction_id: UUID, by: Actor, at: datetime) -> Correction:
    """Told by the approval that it was rejected, withdrawn or ran out; whoever ended it was asked there."""
    correction = Correction.objects.locked().select_related("difference__bill").get(pk=correction_id)
    difference = correction.difference
    difference.state = DIFFERENCE.after(difference.state, "drop")
    difference.save(update_fields=["state"])
    correction.dropped_at = at
    correction.save(update_fields=["dropped_at"])
    fact = CorrectionDropped(number=str(difference))
    trail.record(fact, on=correction, by=by, at=at, thread=difference)
    return correction
