"""An approved assessment is shown to its supplier, who may object from now on."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.appraisal import notices
from zhanggui.domain.appraisal.capabilities import APPROVE
from zhanggui.domain.appraisal.facts import AssessmentShown
from zhanggui.domain.appraisal.models import Assessment, Judgement
from zhanggui.domain.appraisal.reach import held_assessment
from zhanggui.domain.appraisal.refusals import NotApproved
from zhanggui.domain.appraisal.states import ASSESSMENT
from zhanggui.domain.messaging.firms import on_day, tell_firm
from zhanggui.identity.actor import Actor
from zhanggui.kernel.deadlines import after_working_days, china
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms import approvals, trail


@transaction.atomic
def show_assessment(*, judgement_id: UUID, by: Actor, at: datetime) -> Assessment:
    """Make an approved judgement the one that counts, and tell the supplier. The approval calls this."""
    by.require(APPROVE)
    judgement = Judgement.objects.get(pk=judgement_id)
    if not approvals.is_approved(judgement.id, judgement.digest):
        raise NotApproved
    assessment = held_assessment(judgement.assessment_id)
    assessment.state = ASSESSMENT.after(assessment.state, "show")
    assessment.judgement = judgement
    assessment.shown_at = assessment.shown_at or at
    until = after_working_days(at, norm("appraisal.objection_working_days", on=at), calendar=china())
    assessment.objections_until = until
    assessment.save(update_fields=["state", "judgement", "shown_at", "objections_until"])
    _tell(assessment, judgement, by, at)
    fact = AssessmentShown(
        supplier=str(assessment.supplier),
        quarter=str(assessment.period),
        points=judgement.points,
        grade=judgement.grade,
        objections_until=until.isoformat(),
    )
    trail.record(fact, on=assessment, by=by, at=at, thread=assessment.supplier)
    return assessment


def _tell(assessment: Assessment, judgement: Judgement, by: Actor, at: datetime) -> None:
    assert assessment.objections_until is not None
    values = {
        "quarter": str(assessment.period),
        "points": str(judgement.points),
        "until": on_day(assessment.objections_until),
    }
    about = trail.Subject.of(assessment)
    tell_firm(notices.SHOWN, assessment.supplier.organisation_id, values, about, by=by, at=at)
