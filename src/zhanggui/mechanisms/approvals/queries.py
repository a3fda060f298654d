"""What waits for whom, and what became of it."""

from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from zhanggui.identity.actor import Actor
from zhanggui.mechanisms.approvals.models import Decision, Review, ReviewStep
from zhanggui.mechanisms.approvals.policy import policies
from zhanggui.mechanisms.approvals.states import ReviewState, StepState


def waiting_for(by: Actor) -> QuerySet[Review]:
    """The open reviews this person could decide now, the most urgent first."""
    if by.person_id is None:
        return Review.objects.none()
    mine = Q(author_person_id=by.person_id) | Q(submitter_person_id=by.person_id)
    mine |= Q(author_id=by.account_id) | Q(submitter_id=by.account_id)
    return (
        Review.objects.open()
        .filter(_turns(by, by.person_id))
        .exclude(mine)
        .order_by("due_at", "submitted_at", "id")
        .prefetch_related("steps", "decisions")
    )


def _turns(by: Actor, person_id: UUID) -> Q:
    """Whose turn it is: the open steps this actor holds the capability of and has not decided."""
    turns = Q(pk__in=[])
    for policy in policies():
        codes = [step.code for step in policy.steps if by.may(step.capability)]
        if not codes:
            continue
        open_step = ReviewStep.objects.filter(review=OuterRef("pk"), state=StepState.OPEN, code__in=codes)
        decided = Decision.objects.filter(review=OuterRef("pk"), person_id=person_id)
        if policy.several_steps_per_person:
            decided = decided.filter(step__state=StepState.OPEN)
        turns |= Q(Exists(open_step), ~Exists(decided), kind=policy.kind)
    return turns


def review_of(subject_id: UUID) -> Review | None:
    """The latest review of this version, or none."""
    return Review.objects.of_subject(subject_id).prefetch_related("steps").first()


def history(subject_id: UUID) -> QuerySet[Review]:
    """Every review of this version, the latest first, with steps, decisions and answers."""
    return (
        Review.objects.of_subject(subject_id)
        .select_related("author", "submitter")
        .prefetch_related("steps", "decisions__answers", "decisions__person", "decisions__step")
    )


def history_of_thread(thread_id: UUID) -> QuerySet[Review]:
    """Every review in the larger story (all versions of one article, say), the latest first."""
    return (
        Review.objects.filter(thread_id=thread_id)
        .order_by("-submitted_at", "-id")
        .prefetch_related("steps", "decisions__answers", "decisions__person", "decisions__step")
    )


def is_approved(subject_id: UUID, digest: str) -> bool:
    """Whether exactly this content was approved by enough other people, as the database counts them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT approvals_is_approved(%s, %s)", [subject_id, digest])
        return bool(cursor.fetchone()[0])


def approved_subjects(kind: str) -> QuerySet[Review]:
    """The approved reviews of one kind."""
    return Review.objects.filter(kind=kind, state=ReviewState.APPROVED)


def due_before(at: datetime) -> QuerySet[Review]:
    """Open reviews whose deadline falls before this moment, the most urgent first."""
    return Review.objects.overdue(at).order_by("due_at", "id")
