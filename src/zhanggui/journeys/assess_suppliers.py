"""Assessing suppliers' quarters: what ledger, ratings, complaints, returns and tests say of each (B-3.3)."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from zhanggui.domain.appraisal.models import Assessment, Objection
from zhanggui.domain.appraisal.operations.decide_objection import Answer, decide_objection
from zhanggui.domain.appraisal.operations.open_assessment import open_assessment
from zhanggui.domain.appraisal.operations.recount_assessment import recount_assessment
from zhanggui.domain.appraisal.rules import Counted, Period, first_of_quarter, quarter_before
from zhanggui.domain.appraisal.states import Term
from zhanggui.domain.partners.models import Supplier
from zhanggui.domain.partners.queries import admitted_between
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.journeys import supplier_records as records
from zhanggui.journeys.supplier_records import Time
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.norms import norm
from zhanggui.kernel.refusal import NotFound

NEWCOMERS_LOOKED_BACK = timedelta(days=365)


def assess_suppliers(*, quarter: date, by: Actor, at: datetime) -> list[Assessment]:
    """Count and score the quarter of every supplier that was active in it. Done again, it changes nothing."""
    period = Period.of_quarter(quarter)
    same = Assessment.objects.filter(term=Term.QUARTER, quarter=period.quarter)
    known = set(same.values_list("supplier_id", flat=True))
    return [
        _opened(supplier_id, period, by, at)
        for supplier_id in records.active_in(period.quarter)
        if supplier_id not in known
    ]


def assess_newcomers(*, by: Actor, at: datetime) -> list[Assessment]:
    """Count and score the first days of every supplier that has had them. Done again, it changes nothing."""
    days = norm("appraisal.trial_days", on=at)
    known = set(Assessment.objects.filter(term=Term.TRIAL).values_list("supplier_id", flat=True))
    over = admitted_between(at - NEWCOMERS_LOOKED_BACK, at - timedelta(days=days - 1))
    periods = {one: Period.trial(admitted, days) for one, admitted in over.items() if one not in known}
    return [_opened(one, period, by, at) for one, period in periods.items() if period.until <= at]


def _opened(supplier_id: UUID, period: Period, by: Actor, at: datetime) -> Assessment:
    found = counted(supplier_id, period)
    return open_assessment(supplier_id=supplier_id, period=period, counted=found, by=by, at=at)


def last_quarter(at: datetime) -> date:
    """The quarter that is over, by its first day."""
    return quarter_before(first_of_quarter(at.astimezone(SHANGHAI).date()))


def counted(supplier_id: UUID, period: Period) -> Counted:
    """What was recorded of a supplier in this time."""
    supplier = Supplier.objects.filter(pk=supplier_id).first()
    if supplier is None:
        raise NotFound
    of = Time.of(supplier, period)
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
    found = counted(assessment.supplier_id, assessment.period)
    return recount_assessment(assessment_id=assessment_id, counted=found, by=by, at=at)


@transaction.atomic
def answer_objection(*, objection_id: UUID, answer: Answer, by: Actor, at: datetime) -> Objection:
    """Decide an objection; a quarter about which it was right is counted anew, to be judged again."""
    objection = decide_objection(objection_id=objection_id, answer=answer, by=by, at=at)
    if answer.right and objection.assessment_id is not None:
        count_again(assessment_id=objection.assessment_id, by=SYSTEM, at=at)
    return objection
