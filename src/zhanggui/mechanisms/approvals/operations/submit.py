"""Submitting a version: from here on it is frozen, and other people look at it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.approvals.facts import ReviewSubmitted
from zhanggui.mechanisms.approvals.models import Review, ReviewStep
from zhanggui.mechanisms.approvals.policy import ApprovalPolicy
from zhanggui.mechanisms.approvals.refusals import AlreadySubmitted
from zhanggui.mechanisms.approvals.states import STANDING, ReviewState, StepState
from zhanggui.mechanisms.approvals.versions import Version, refuse_changed, thread_of
from zhanggui.mechanisms.trail import Subject
from zhanggui.schema.violations import refusing


@transaction.atomic
def submit(
    policy: ApprovalPolicy,
    version: Version,
    *,
    by: Actor,
    at: datetime,
    author: Account | None = None,
    note: str = "",
) -> Review:
    """Open the review of ``version``. The domain operation that calls this has asked the permission.

    ``author`` is who wrote the version, if that is not who submits it: neither of the two will be able to
    decide. Raises ``AlreadySubmitted`` and ``VersionChanged``.
    """
    refuse_changed(policy, version, version.digest)
    if Review.objects.filter(subject_id=version.id, state__in=STANDING).exists():
        raise AlreadySubmitted

    review = _open_review(policy, version, by=by, at=at, author=author, note=note)

    fact = ReviewSubmitted(
        kind=review.kind,
        title=review.title,
        digest=review.digest,
        steps=[step.code for step in policy.steps],
        due_at=review.due_at.isoformat() if review.due_at else None,
    )
    trail.record(fact, on=review, by=by, at=at, reason=note, thread=thread_of(review))
    return review


def _open_review(
    policy: ApprovalPolicy, version: Any, *, by: Actor, at: datetime, author: Account | None, note: str
) -> Review:
    subject = Subject(type=version._meta.label_lower, id=version.id)
    thread = policy.thread(version) if policy.thread else subject
    review = Review(
        kind=policy.kind,
        title=str(version)[:200],
        subject_type=subject.type,
        subject_id=subject.id,
        digest=version.digest,
        thread_type=thread.type,
        thread_id=thread.id,
        submitter_id=by.account_id,
        submitter_person_id=by.person_id,
        submitted_at=at,
        note=note,
        due_at=at + policy.deadline if policy.deadline else None,
        state=ReviewState.OPEN,
        **_author(author, by),
    )
    with refusing():
        review.save(force_insert=True)
    ReviewStep.objects.bulk_create(_steps(policy, review, at))
    return review


def _author(author: Account | None, by: Actor) -> dict[str, UUID | None]:
    if author is None:
        return {"author_id": by.account_id, "author_person_id": by.person_id}
    return {"author_id": author.id, "author_person_id": author.person_id}


def _steps(policy: ApprovalPolicy, review: Review, at: datetime) -> list[ReviewStep]:
    return [
        ReviewStep(
            review=review,
            position=position,
            code=step.code,
            approvers=step.approvers,
            state=StepState.WAITING if position else StepState.OPEN,
            opened_at=None if position else at,
        )
        for position, step in enumerate(policy.steps)
    ]
