"""The clocks strike: warnings, escalations and breaches are written when they fall due."""

from datetime import datetime

from django.db import transaction

from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.mechanisms.cases.handling import wind
from zhanggui.mechanisms.cases.models import Case
from zhanggui.mechanisms.cases.policy import policy_of

BATCH = 200


def tick(*, at: datetime, by: Actor = SYSTEM) -> int:
    """Raise every mark that has fallen due, exactly once however many tick at the same time.

    Returns how many cases were looked at. A missed tick loses nothing: the next one finds what is due.
    """
    looked_at = 0
    while batch := _tick_batch(at=at, by=by):
        looked_at += batch
    return looked_at


@transaction.atomic
def _tick_batch(*, at: datetime, by: Actor) -> int:
    """A few cases in one transaction, so that nobody waits long for a lock."""
    due = list(Case.objects.marked_by(at).locked()[:BATCH])
    for case in due:
        wind(case, policy_of(case.kind), by=by, at=at)
        case.save(update_fields=["level", "next_mark_at"])
    return len(due)
