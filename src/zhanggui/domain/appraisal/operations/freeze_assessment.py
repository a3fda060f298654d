"""Closing an assessment that nobody may object to any more, and carrying out what follows (B-3.3.3)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.appraisal import carrying_out
from zhanggui.domain.appraisal.capabilities import FREEZE
from zhanggui.domain.appraisal.facts import AssessmentFrozen
from zhanggui.domain.appraisal.models import Assessment
from zhanggui.domain.appraisal.reach import held_assessment
from zhanggui.domain.appraisal.refusals import StillObjectable
from zhanggui.domain.appraisal.states import ASSESSMENT, Action
from zhanggui.domain.partners.reach import hold_partner
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import trail


@transaction.atomic
def freeze_assessment(*, assessment_id: UUID, by: Actor, at: datetime) -> Assessment:
    """Nothing of it changes any more; support is proposed, a plan is opened, or the cooperation ends."""
    by.require(FREEZE)
    found = Assessment.objects.filter(pk=assessment_id).select_related("supplier").first()
    if found is not None:
        hold_partner(found.supplier.organisation_id)
    assessment = held_assessment(assessment_id)
    until = assessment.objections_until
    if until is not None and at <= until:
        raise StillObjectable(until=f"{until.astimezone(SHANGHAI):%Y-%m-%d}")
    assessment.state = ASSESSMENT.after(assessment.state, "freeze")
    judgement = assessment.judgement
    assert judgement is not None
    assessment.frozen_at = at
    assessment.save(update_fields=["state", "frozen_at"])
    carrying_out.carry_out(assessment, Action(judgement.action), by=by, at=at)
    fact = AssessmentFrozen(
        supplier=str(assessment.supplier),
        quarter=str(assessment.period),
        grade=judgement.grade,
        action=judgement.action,
    )
    trail.record(fact, on=assessment, by=by, at=at, thread=assessment.supplier)
    return assessment
