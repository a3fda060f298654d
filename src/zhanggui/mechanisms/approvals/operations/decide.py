"""Deciding one step of a review: other eyes, item by item."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db import transaction

from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.approvals.facts import StepDecided
from zhanggui.mechanisms.approvals.models import ChecklistAnswer, Decision, Review, ReviewStep
from zhanggui.mechanisms.approvals.policy import Answer, ApprovalPolicy, Judgement, Step, policy_of
from zhanggui.mechanisms.approvals.refusals import (
    AlreadyDecided,
    AuthorCannotApprove,
    ChecklistIncomplete,
    ItemNotInOrder,
    NobodyBehindAccount,
    NoSuchStep,
    OnePersonOneStep,
    ReasonMissing,
    ReviewClosed,
    ReviewOverdue,
    StepOutOfOrder,
    UnknownCheck,
    VersionChanged,
)
from zhanggui.mechanisms.approvals.states import REVIEW, STEP, ReviewState, StepState, Verdict
from zhanggui.mechanisms.approvals.versions import refuse_changed, thread_of
from zhanggui.schema.violations import refusing


@transaction.atomic
def decide(*, review_id: UUID, judgement: Judgement, by: Actor, at: datetime) -> Review:
    """Approve or reject the open step. The last approval approves the version, one rejection rejects it.

    Raises ``NotAllowed``, ``AuthorCannotApprove``, ``OnePersonOneStep``, ``AlreadyDecided``,
    ``StepOutOfOrder``, ``ReviewOverdue``, ``VersionChanged``, ``ReviewClosed`` and the checklist's refusals.
    """
    review = Review.objects.locked().filter(pk=review_id).first()
    if review is None:
        raise NotFound
    policy = policy_of(review.kind)
    rule = _rule(policy, judgement)
    by.require(rule.capability)
    if rule.entitled is not None:
        rule.entitled(by, at)

    _refuse_late(review, policy, at)
    steps = list(review.steps.all())
    step = _open_step(steps, judgement.step)
    _refuse_same_eyes(review, step, policy, by)
    _refuse_incomplete(rule, judgement)
    if rule.ready is not None and judgement.verdict == Verdict.APPROVE:
        rule.ready(review.subject_id, by, at)

    _keep(review, step, rule, judgement, by=by, at=at)
    if judgement.verdict == Verdict.REJECT or _enough(step):
        _move_on(review, steps, judgement.verdict, by=by, at=at)
    if rule.passed is not None and step.state == StepState.APPROVED:
        rule.passed(review.subject_id, by, at)
    if review.state != ReviewState.OPEN:
        outcome = policy.approved if review.state == ReviewState.APPROVED else policy.rejected
        if outcome is not None:
            outcome(review.subject_id, by, at)

    fact = StepDecided(
        kind=review.kind,
        title=review.title,
        step=step.code,
        verdict=judgement.verdict,
        review_state=review.state,
        not_in_order=_not_in_order(judgement.answers),
    )
    trail.record(fact, on=review, by=by, at=at, reason=judgement.note, thread=thread_of(review))
    return review


def _rule(policy: ApprovalPolicy, judgement: Judgement) -> Step:
    try:
        return policy.step(judgement.step)
    except KeyError as problem:
        raise NoSuchStep(step=judgement.step[:40]) from problem


def _refuse_late(review: Review, policy: ApprovalPolicy, at: datetime) -> None:
    if review.state != ReviewState.OPEN:
        raise ReviewClosed(state=review.state)
    if review.due_at is not None and at > review.due_at:
        raise ReviewOverdue(due=review.due_at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M"))
    version = apps.get_model(review.subject_type)._default_manager.filter(pk=review.subject_id).first()
    if version is None:
        raise VersionChanged
    refuse_changed(policy, version, review.digest)


def _open_step(steps: Sequence[ReviewStep], code: str) -> ReviewStep:
    step = next(step for step in steps if step.state == StepState.OPEN)
    if step.code != code:
        raise StepOutOfOrder(step=code, open=step.code)
    return step


def _refuse_same_eyes(review: Review, step: ReviewStep, policy: ApprovalPolicy, by: Actor) -> None:
    """Persons are counted, not accounts; whoever wrote or submitted the version is out."""
    if by.person_id is None:
        raise NobodyBehindAccount
    authors = {review.author_id, review.submitter_id, review.author_person_id, review.submitter_person_id}
    if by.account_id in authors or by.person_id in authors:
        raise AuthorCannotApprove
    seen = set(review.decisions.filter(person_id=by.person_id).values_list("step_id", flat=True))
    if step.id in seen:
        raise AlreadyDecided
    if seen and not policy.several_steps_per_person:
        raise OnePersonOneStep


def _refuse_incomplete(rule: Step, judgement: Judgement) -> None:
    asked = [check.code for check in rule.checklist]
    if unknown := set(judgement.answers) - set(asked):
        raise UnknownCheck(items=", ".join(sorted(unknown))[:100])
    if missing := [code for code in asked if code not in judgement.answers]:
        raise ChecklistIncomplete(missing=missing, count=len(missing))
    if judgement.verdict == Verdict.REJECT:
        if not judgement.note.strip():
            raise ReasonMissing
    elif bad := _not_in_order(judgement.answers):
        raise ItemNotInOrder(items=bad, count=len(bad))


def _not_in_order(answers: Mapping[str, Answer]) -> list[str]:
    return [code for code, answer in answers.items() if not answer.ok]


def _keep(
    review: Review, step: ReviewStep, rule: Step, judgement: Judgement, *, by: Actor, at: datetime
) -> None:
    decision = Decision(
        review=review,
        step=step,
        verdict=judgement.verdict,
        account_id=by.account_id,
        person_id=by.person_id,  # type: ignore[misc]  # refused above when there is none
        digest=review.digest,
        note=judgement.note,
        evidence=list(judgement.evidence),
        decided_at=at,
    )
    with refusing():
        decision.save(force_insert=True)
    ChecklistAnswer.objects.bulk_create(
        ChecklistAnswer(
            decision=decision,
            position=position,
            code=check.code,
            statement=check.statement,
            ok=judgement.answers[check.code].ok,
            note=judgement.answers[check.code].note,
        )
        for position, check in enumerate(rule.checklist)
    )


def _enough(step: ReviewStep) -> bool:
    """Whether as many people have approved the step as it takes."""
    return step.approvers == 1 or step.decisions.count() >= step.approvers


def _move_on(
    review: Review, steps: Sequence[ReviewStep], verdict: Verdict, *, by: Actor, at: datetime
) -> None:
    """Close the open step; open the next one, or close the review."""
    step = next(step for step in steps if step.state == StepState.OPEN)
    step.state, step.closed_at = STEP.after(step.state, verdict), at
    step.save(update_fields=["state", "closed_at"])
    following = next((step for step in steps if step.state == StepState.WAITING), None)
    if verdict == Verdict.APPROVE and following is not None:
        following.state, following.opened_at = STEP.after(following.state, "open"), at
        following.save(update_fields=["state", "opened_at"])
        return
    review.state = REVIEW.after(review.state, verdict)
    review.closed_at, review.closed_by_id = at, by.account_id
    review.save(update_fields=["state", "closed_at", "closed_by"])
