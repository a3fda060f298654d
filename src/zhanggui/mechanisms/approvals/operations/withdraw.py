"""Withdrawing: the author takes a version back before it is decided."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.approvals.facts import ReviewWithdrawn
from zhanggui.mechanisms.approvals.models import Review
from zhanggui.mechanisms.approvals.policy import policy_of
from zhanggui.mechanisms.approvals.refusals import NotYoursToWithdraw, ReviewClosed
from zhanggui.mechanisms.approvals.states import REVIEW
from zhanggui.mechanisms.approvals.versions import thread_of


@transaction.atomic
def withdraw(*, review_id: UUID, by: Actor, at: datetime, reason: str = "") -> Review:
    """Take the version back; it may be changed and submitted again.

    Raises ``NotYoursToWithdraw`` for all but its author, its submitter and their firm, and ``ReviewClosed``.
    """
    review = Review.objects.locked().filter(pk=review_id).first()
    if review is None:
        raise NotFound
    if not _theirs(review, by):
        raise NotYoursToWithdraw
    if not REVIEW.allows(review.state, "withdraw"):
        raise ReviewClosed(state=review.state)

    review.state = REVIEW.after(review.state, "withdraw")
    review.closed_at, review.closed_by_id = at, by.account_id
    review.save(update_fields=["state", "closed_at", "closed_by"])
    if (lapsed := policy_of(review.kind).lapsed) is not None:
        lapsed(review.subject_id, by, at)

    fact = ReviewWithdrawn(kind=review.kind, title=review.title)
    trail.record(fact, on=review, by=by, at=at, reason=reason, thread=thread_of(review))
    return review


def _theirs(review: Review, by: Actor) -> bool:
    if by.account_id in (review.author_id, review.submitter_id):
        return True
    if by.person_id is not None and by.person_id in (review.author_person_id, review.submitter_person_id):
        return True
    firms = {review.author.organisation_id, review.submitter.organisation_id}
    return by.organisation_id is not None and by.organisation_id in firms
