"""Counting a quarter again before it is judged."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.appraisal.capabilities import OPEN
from zhanggui.domain.appraisal.facts import AssessmentRecounted
from zhanggui.domain.appraisal.measure import scored
from zhanggui.domain.appraisal.models import Assessment
from zhanggui.domain.appraisal.reach import held_assessment
from zhanggui.domain.appraisal.rules import Counted
from zhanggui.domain.appraisal.states import ASSESSMENT
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def recount_assessment(*, assessment_id: UUID, counted: Counted, by: Actor, at: datetime) -> Assessment:
    """Put what is counted now in place of what was: something came late, or an objection was right."""
    by.require(OPEN)
    assessment = held_assessment(assessment_id)
    assessment.state = ASSESSMENT.after(assessment.state, "count")
    before = assessment.points
    for name, value in scored(counted, assessment.period).items():
        setattr(assessment, name, value)
    assessment.counted_at = at
    assessment.save(update_fields=["figures", "scores", "points", "grade", "counted_at"])
    fact = AssessmentRecounted(
        supplier=str(assessment.supplier),
        quarter=str(assessment.period),
        points=assessment.points,
        before=before,
    )
    trail.record(fact, on=assessment, by=by, at=at, thread=assessment.supplier)
    return assessment
