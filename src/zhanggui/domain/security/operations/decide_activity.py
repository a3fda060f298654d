"""What a decision about a line of the plan leads to."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.security.facts import ActivityDecided
from zhanggui.domain.security.keeping import held_activity
from zhanggui.domain.security.models import Activity
from zhanggui.domain.security.states import ACTIVITY
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def decide_activity(*, activity_id: UUID, verb: str, by: Actor, at: datetime) -> Activity:
    """Called by the review alone, which has asked who may decide. Raises ``WrongState``."""
    activity = held_activity(activity_id)
    activity.state, activity.decided_at = ACTIVITY.after(activity.state, verb), at
    activity.save(update_fields=["state", "decided_at"])

    trail.record(ActivityDecided(number=activity.number, state=activity.state), on=activity, by=by, at=at)
    return activity
