"""A supplier objects to its assessment (B-3.3.2)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.appraisal import objecting
from zhanggui.domain.appraisal.capabilities import ANSWER
from zhanggui.domain.appraisal.facts import AssessmentObjected
from zhanggui.domain.appraisal.models import Objection
from zhanggui.domain.appraisal.objecting import Said
from zhanggui.domain.appraisal.reach import held_assessment, refuse_foreign
from zhanggui.domain.appraisal.states import ASSESSMENT
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def object_to_assessment(*, assessment_id: UUID, said: Said, by: Actor, at: datetime) -> Objection:
    """Say what is wrong with one's own quarter, once for each judgement, within its time.

    Raises ``TooLateToObject``, ``AlreadyObjected``, ``WordsMissing``; ``NotFound`` for others' quarters.
    """
    by.require(ANSWER)
    assessment = held_assessment(assessment_id)
    refuse_foreign(assessment, by)
    assessment.state = ASSESSMENT.after(assessment.state, "object")
    objecting.refuse_silent(said, assessment.objections_until, at)
    assessment.save(update_fields=["state"])
    objection = objecting.raise_objection(assessment, said, by=by, at=at)
    fact = AssessmentObjected(supplier=str(assessment.supplier), quarter=str(assessment.period))
    trail.record(fact, on=assessment, by=by, at=at, reason=said.text, thread=assessment.supplier)
    return objection
