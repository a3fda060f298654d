"""Judging a quarter: what it came to, and what follows (B-3.3.3)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.appraisal import rules
from zhanggui.domain.appraisal.capabilities import JUDGE
from zhanggui.domain.appraisal.facts import AssessmentJudged
from zhanggui.domain.appraisal.measure import measure_of
from zhanggui.domain.appraisal.models import Assessment, Judgement
from zhanggui.domain.appraisal.reach import held_assessment
from zhanggui.domain.appraisal.refusals import ActionUnfit, AdjustedTooMuch, WordsMissing
from zhanggui.domain.appraisal.states import ASSESSMENT, Action
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import approvals, trail


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What follows, in which words; ``adjusted`` points are added or taken for ``adjusted_why``."""

    action: Action
    words: str
    adjusted: int = 0
    adjusted_why: str = ""


@transaction.atomic
def judge_assessment(*, assessment_id: UUID, wish: Wish, by: Actor, at: datetime) -> Judgement:
    """Submit what is to be said of the quarter. Somebody else approves it before the supplier sees it.

    Raises ``ActionUnfit``, ``AdjustedTooMuch`` and ``WordsMissing``.
    """
    by.require(JUDGE)
    assessment = held_assessment(assessment_id)
    assessment.state = ASSESSMENT.after(assessment.state, "judge")
    points = min(100, max(0, assessment.points + wish.adjusted))
    grade = rules.grade(points, measure_of(assessment.period))
    _refuse_odd(wish)
    if not rules.fits(wish.action, grade):
        raise ActionUnfit
    assessment.save(update_fields=["state"])
    judgement = Judgement(
        assessment=assessment,
        number=assessment.judgements.count() + 1,
        figures=assessment.figures,
        adjusted=wish.adjusted,
        adjusted_why=wish.adjusted_why.strip()[:400] if wish.adjusted else "",
        points=points,
        grade=grade.value,
        action=wish.action.value,
        words=wish.words.strip(),
        proposed_by_id=by.account_id,
        proposed_at=at,
    )
    judgement.digest = approvals.digest_of(rules.judgement_content(judgement))
    judgement.save(force_insert=True)
    approvals.submit(
        approvals.policy_of("appraisal.judgement"), judgement, by=by, at=at, note=judgement.adjusted_why
    )
    trail.record(
        _fact(assessment, judgement),
        on=assessment,
        by=by,
        at=at,
        reason=wish.words,
        thread=assessment.supplier,
    )
    return judgement


def _refuse_odd(wish: Wish) -> None:
    if abs(wish.adjusted) > rules.MOST_ADJUSTED:
        raise AdjustedTooMuch(most=rules.MOST_ADJUSTED)
    if not wish.words.strip() or (wish.adjusted and not wish.adjusted_why.strip()):
        raise WordsMissing


def _fact(assessment: Assessment, judgement: Judgement) -> AssessmentJudged:
    return AssessmentJudged(
        supplier=str(assessment.supplier),
        quarter=str(assessment.period),
        points=judgement.points,
        grade=judgement.grade,
        action=judgement.action,
        adjusted=judgement.adjusted,
    )
