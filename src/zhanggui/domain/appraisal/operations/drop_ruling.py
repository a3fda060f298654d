"""A ruling that was not approved: the violation is to be ruled on again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.appraisal.facts import RulingDropped
from zhanggui.domain.appraisal.models import Ruling, Violation
from zhanggui.domain.appraisal.reach import held_violation
from zhanggui.domain.appraisal.states import VIOLATION
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def drop_ruling(*, ruling_id: UUID, by: Actor, at: datetime) -> Violation:
    """Told by the approval that it was rejected, withdrawn or ran out."""
    ruling = Ruling.objects.get(pk=ruling_id)
    violation = held_violation(ruling.violation_id)
    violation.state = VIOLATION.after(violation.state, "drop")
    violation.save(update_fields=["state"])
    trail.record(
        RulingDropped(number=violation.number), on=violation, by=by, at=at, thread=violation.supplier
    )
    return violation
