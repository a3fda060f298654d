"""A judgement that was not approved: the quarter is to be judged again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.appraisal.facts import JudgementDropped
from zhanggui.domain.appraisal.models import Assessment, Judgement
from zhanggui.domain.appraisal.reach import held_assessment
from zhanggui.domain.appraisal.states import ASSESSMENT
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def drop_judgement(*, judgement_id: UUID, by: Actor, at: datetime) -> Assessment:
    """Told by the approval that it was rejected, withdrawn or ran out."""
    judgement = Judgement.objects.get(pk=judgement_id)
    assessment = held_assessment(judgement.assessment_id)
    assessment.state = ASSESSMENT.after(assessment.state, "drop")
    assessment.save(update_fields=["state"])
    fact = JudgementDropped(supplier=str(assessment.supplier), quarter=str(assessment.period))
    trail.record(fact, on=assessment, by=by, at=at, thread=assessment.supplier)
    return assessment
