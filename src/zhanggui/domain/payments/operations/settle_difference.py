"""Settling a difference: it has been booked, or was none after all; its case is closed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.payments.capabilities import SETTLE_DIFFERENCES
from zhanggui.domain.payments.facts import DifferenceSettled
from zhanggui.domain.payments.models import Difference
from zhanggui.domain.payments.states import DIFFERENCE, DifferenceState
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.mechanisms import cases, trail


@transaction.atomic
def settle_difference(*, difference_id: UUID, finding: str, by: Actor, at: datetime) -> Difference:
    """Close it with what was found. One that is only open is settled because both sides agree by now."""
    by.require(SETTLE_DIFFERENCES)
    difference = Difference.objects.locked().select_related("bill").get(pk=difference_id)
    verb = "settle" if difference.state == DifferenceState.PROPOSED else "find"
    difference.state = DIFFERENCE.after(difference.state, verb)
    difference.settled_at = at
    difference.save(update_fields=["state", "settled_at"])
    # Whoever may settle a difference need not be who handles its case: the house closes it for them.
    solution = cases.Solution(finding=finding)
    cases.resolve(case_id=difference.case_id, solution=solution, by=SYSTEM, at=at)
    cases.close(case_id=difference.case_id, by=SYSTEM, at=at)
    told = DifferenceSettled(number=str(difference), finding=finding)
    trail.record(told, on=difference, by=by, at=at, thread=difference.bill)
    return difference
