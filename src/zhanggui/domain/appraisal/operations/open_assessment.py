"""Opening the assessment of a supplier's quarter (B-3.3.2)."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.appraisal import rules
from zhanggui.domain.appraisal.capabilities import OPEN
from zhanggui.domain.appraisal.facts import AssessmentOpened
from zhanggui.domain.appraisal.measure import scored
from zhanggui.domain.appraisal.models import Assessment
from zhanggui.domain.appraisal.refusals import QuarterNotOver
from zhanggui.domain.appraisal.rules import Counted
from zhanggui.domain.partners.queries import supplier_of_id
from zhanggui.domain.partners.reach import hold_partner
from zhanggui.identity.actor import Actor
from zhanggui.kernel.deadlines import after_working_days, china
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms import trail


@transaction.atomic
def open_assessment(
    *, supplier_id: UUID, quarter: date, counted: Counted, by: Actor, at: datetime
) -> Assessment:
    """Score a quarter that is over by the rules it was lived by, once; the supplier sees nothing of it yet.

    ``counted`` comes from the journey. Raises ``QuarterNotOver`` and ``NotFound``.
    """
    by.require(OPEN)
    supplier = supplier_of_id(supplier_id)
    hold_partner(supplier.organisation_id)
    quarter = rules.first_of_quarter(quarter)
    if known := Assessment.objects.filter(supplier=supplier, quarter=quarter).first():
        return known
    _, ends = rules.span(quarter)
    if ends > at:
        raise QuarterNotOver(quarter=rules.quarter_name(quarter))
    working_days = norm("appraisal.due_working_days", on=ends)
    assessment = Assessment.objects.create(
        supplier=supplier,
        quarter=quarter,
        **scored(counted, quarter),
        counted_at=at,
        opened_by_id=by.account_id,
        opened_at=at,
        due_at=after_working_days(ends, working_days, calendar=china()),
    )
    fact = AssessmentOpened(
        supplier=str(supplier), quarter=rules.quarter_name(quarter), points=assessment.points
    )
    trail.record(fact, on=assessment, by=by, at=at, thread=supplier)
    return assessment
