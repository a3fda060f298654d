"""Expiry: a review nobody finished in time is closed, and that is said."""

from datetime import datetime

from django.db import transaction

from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.approvals.facts import ReviewExpired
from zhanggui.mechanisms.approvals.models import Review
from zhanggui.mechanisms.approvals.policy import policy_of
from zhanggui.mechanisms.approvals.states import REVIEW, StepState
from zhanggui.mechanisms.approvals.versions import thread_of


@transaction.atomic
def expire(*, at: datetime, by: Actor = SYSTEM) -> int:
    """Close every open review whose deadline has passed. Returns how many. Safe to run at once, twice."""
    overdue = list(Review.objects.overdue(at).locked())
    for review in overdue:
        _expire(review, by=by, at=at)
    return len(overdue)


def _expire(review: Review, *, by: Actor, at: datetime) -> None:
    review.state = REVIEW.after(review.state, "expire")
    review.closed_at, review.closed_by_id = at, by.account_id
    review.save(update_fields=["state", "closed_at", "closed_by"])
    if (lapsed := policy_of(review.kind).lapsed) is not None:
        lapsed(review.subject_id, by, at)

    step = review.steps.get(state=StepState.OPEN)
    due = review.due_at
    assert due is not None
    fact = ReviewExpired(kind=review.kind, title=review.title, step=step.code, due_at=due.isoformat())
    trail.record(fact, on=review, by=by, at=at, thread=thread_of(review))
