"""Assessing suppliers' quarters: what ledger, ratings, complaints, returns and tests say of each (B-3.3)."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.appraisal.models import Assessment, Objection
from zhanggui.domain.appraisal.operations.decide_objection import Answer, decide_objection
from zhanggui.domain.appraisal.operations.open_assessment import open_assessment
from zhanggui.domain.appraisal.operations.recount_assessment import recount_assessment
from zhanggui.domain.appraisal.rules import Counted, first_of_quarter, quarter_before
from zhanggui.domain.partners.models import Supplier
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.journeys import supplier_records as records
from zhanggui.journeys.supplier_records import Quarter
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.refusal import NotFound


def assess_suppliers(*, quarter: date, by: Actor, at: datetime) -> list[Assessment]:
    """Count and score the quarter of every supplier that was active in it. Done again, it changes nothing."""
    quarter = first_of_quarter(quarter)
    known = set(Assessment.objects.filter(quarter=quarter).values_list("supplier_id", flat=True))
    return [
        open_assessment(
            supplier_id=supplier_id, quarter=quarter, counted=counted(supplier_id, quarter), by=by, at=at
        )
        for supplier_id in records.active_in(quarter)
        if supplier_id not in known
    ]


def last_quarter(at: datetime) -> date:
    """The quarter that is over, by its first day."""
    return quarter_before(first_of_quarter(at.astimezone(SHANGHAI).date()))


def counted(supplier_id: UUID, quarter: date) -> Counted:
    """What was recorded of a supplier in a quarter."""
    supplier = Supplier.objects.filter(pk=supplier_id).first()
    if supplier is None:
        raise NotFound
    of = Quarter.of(supplier, quarter)
    ratings = records.ratings(of)
    return Counted(
        sales_fen=records.sales(of),
        pieces=records.whole(records.lines(of), "quantity"),
        returned=records.whole(records.returned(of), "quantity"),
        ratings=ratings.count(),
        stars=records.whole(ratings, "score"),
        complaints=records.complaints(of).count(),
        questions=records.questions(of).count(),
        answered_in_time=records.answered_in_time(of).count(),
        minor=records.violations(of, "minor").count(),
        major=records.violations(of, "major").count(),
        papers_expired=records.expired(of).count(),
        spot_checks=records.spot_checks(of).count(),
        spot_checks_failed=records.failed(of).count(),
        recalls=records.recalls(of).count(),
    )


def count_again(*, assessment_id: UUID, by: Actor, at: datetime) -> Assessment:
    """Count an open quarter once more: something came late."""
    assessment = Assessment.objects.filter(pk=assessment_id).first()
    if assessment is None:
        raise NotFound
    found = counted(assessment.supplier_id, assessment.quarter)
    return recount_assessment(assessment_id=assessment_id, counted=found, by=by, at=at)


@transaction.atomic
def answer_objection(*, objection_id: UUID, answer: Answer, by: Actor, at: datetime) -> Objection:
    """Decide an objection; a quarter about which it was right is counted anew, to be judged again."""
    objection = decide_objection(objection_id=objection_id, answer=answer, by=by, at=at)
    if answer.right and objection.assessment_id is not None:
        count_again(assessment_id=objection.assessment_id, by=SYSTEM, at=at)
    return objection
