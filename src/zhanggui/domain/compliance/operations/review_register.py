"""Reviewing the register: once a quarter it is confirmed, and what nothing proves yet is named."""

from datetime import datetime

from django.db import transaction

from zhanggui.domain.compliance.capabilities import KEEP_REGISTER
from zhanggui.domain.compliance.facts import RegisterReviewed
from zhanggui.domain.compliance.models import Instrument, Obligation, RegisterReview
from zhanggui.domain.compliance.queries import uncovered_clauses
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def review_register(*, note: str, by: Actor, at: datetime) -> RegisterReview:
    """Confirm the register and the scope of both norms as they are now, with the clauses nothing judges."""
    by.require(KEEP_REGISTER)
    review = RegisterReview.objects.create(
        reviewed_by_id=by.account_id,
        reviewed_at=at,
        instruments=Instrument.objects.count(),
        obligations=Obligation.objects.active().count(),
        uncovered=uncovered_clauses(),
        note=note.strip()[:1000],
    )
    fact = RegisterReviewed(
        instruments=review.instruments, obligations=review.obligations, uncovered=len(review.uncovered)
    )
    trail.record(fact, on=review, by=by, at=at, reason=note)
    return review
