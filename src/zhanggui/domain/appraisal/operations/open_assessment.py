"""Opening the assessment of a supplier's quarter, or of a new one's first days (B-3.3.2)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.appraisal.capabilities import OPEN
from zhanggui.domain.appraisal.facts import AssessmentOpened
from zhanggui.domain.appraisal.measure import scored
from zhanggui.domain.appraisal.models import Assessment
from zhanggui.domain.appraisal.refusals import QuarterNotOver
from zhanggui.domain.appraisal.rules import Counted, Period
from zhanggui.domain.partners.queries import supplier_of_id
from zhanggui.domain.partners.reach import hold_partner
from zhanggui.identity.actor import Actor
from zhanggui.kernel.deadlines import after_working_days, china
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms import trail


@transaction.atomic
def open_assessment(
    *, supplier_id: UUID, period: Period, counted: Counted, by: Actor, at: datetime
) -> Assessment:
    """Score a time that is over by the rules it was lived by, once; the supplier sees nothing of it yet.

    ``counted`` comes from the journey. Raises ``QuarterNotOver`` and ``NotFound``.
    """
    by.require(OPEN)
    supplier = supplier_of_id(supplier_id)
    hold_partner(supplier.organisation_id)
    same = Assessment.objects.filter(supplier=supplier, term=period.term, quarter=period.quarter)
    if known := same.first():
        return known
    if period.until > at:
        raise QuarterNotOver(quarter=str(period))
    working_days = norm("appraisal.due_working_days", on=period.until)
    assessment = Assessment.objects.create(
        supplier=supplier,
        term=period.term.value,
        quarter=period.quarter,
        since=period.since,
        until=period.until,
        **scored(counted, period),
        counted_at=at,
        opened_by_id=by.account_id,
        opened_at=at,
        due_at=after_working_days(period.until, working_days, calendar=china()),
    )
    fact = AssessmentOpened(supplier=str(supplier), quarter=str(period), points=assessment.points)
    trail.record(fact, on=assessment, by=by, at=at, thread=supplier)
    return assessment
