"""What appraisal proves: each control is shown green, and turning red."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.domain.appraisal.conftest import BAD, DAY, GOOD, MIDDLING
from tests.vocabulary import behind_the_back
from zhanggui.domain.appraisal import controls
from zhanggui.domain.appraisal.operations.add_affected import add_affected
from zhanggui.domain.appraisal.operations.finish_violation import finish_violation
from zhanggui.domain.appraisal.operations.freeze_assessment import freeze_assessment
from zhanggui.domain.appraisal.operations.tell_affected import tell_affected
from zhanggui.domain.appraisal.states import Action, MeasureKind
from zhanggui.identity.actor import SYSTEM

pytestmark = pytest.mark.django_db
LATER = timedelta(days=30)


def test_scores_can_be_reckoned_again(assessed, noon):
    assert controls.scored_from_records(noon).status == "no_data"
    assessment = assessed(MIDDLING)
    assert controls.scored_from_records(noon).status == "kept"
    with behind_the_back() as do:
        do("UPDATE appraisal_assessment SET points = 99 WHERE id = %s", [assessment.id])
    red = controls.scored_from_records(noon)
    assert (red.status, red.records.query) == ("broken", {"id__in": str(assessment.id)})


def test_every_supplier_is_assessed_and_shown_in_time(assessed, shown, supplier, noon):
    early = datetime(2026, 10, 9, 4, tzinfo=UTC)
    assert controls.assessed_each_quarter(early).status == "at_risk", "some days are left to open them"
    missing = controls.assessed_each_quarter(noon)
    assert (missing.status, missing.records.query) == ("broken", {"id__in": str(supplier.id)})
    assessed(GOOD)
    assert controls.assessed_each_quarter(noon).status == "broken", "it is not shown, and that is overdue"
    shown(GOOD)
    assert controls.assessed_each_quarter(noon).status == "kept"


def test_every_closed_quarter_has_its_consequence(shown, supplier, noon):
    assert controls.results_have_consequences(noon).status == "no_data"
    assessment = shown(BAD, Action.IMPROVE)
    assert controls.results_have_consequences(noon + LATER).status == "broken", (
        "it waits past the time to object"
    )
    freeze_assessment(assessment_id=assessment.id, by=SYSTEM, at=noon + LATER)
    assert controls.results_have_consequences(noon + LATER).status == "kept"
    with behind_the_back() as do:
        do("DELETE FROM appraisal_outcome")
    red = controls.results_have_consequences(noon + LATER)
    assert (red.status, red.figures["without a consequence"]) == ("broken", 1)


def test_violations_have_evidence_and_are_decided_in_time(reported, noon):
    assert controls.violations_with_evidence(noon).status == "no_data"
    violation = reported()
    green = controls.violations_with_evidence(noon)
    assert (green.status, green.figures["counterfeit or shoddy goods"]) == ("kept", 1)
    assert controls.violations_with_evidence(noon + 16 * DAY).status == "broken", "its clock ran out"
    with behind_the_back() as do:
        do("DELETE FROM appraisal_proof")
    red = controls.violations_with_evidence(noon)
    assert (red.status, red.records.query) == ("broken", {"id__in": str(violation.id)})


def test_rulings_are_in_order_and_customers_are_told(ruled, sold, noon):
    assert controls.rulings_in_order(noon).status == "no_data"
    order = sold()
    violation = ruled(MeasureKind.PENALTY, penalty_fen=100, affected_since=noon.date())
    at = noon + 4 * DAY
    assert controls.rulings_in_order(at).status == "kept"
    add_affected(violation_id=violation.id, order_ids=[order.id], by=SYSTEM, at=at)
    assert controls.rulings_in_order(at + 3 * DAY).figures["customers not told in time"] == 1
    tell_affected(violation_id=violation.id, by=SYSTEM, at=at + DAY)
    assert controls.rulings_in_order(at + 3 * DAY).status == "kept"
    late = violation.appeal_until + 3 * DAY
    assert controls.rulings_in_order(late).status == "broken", "the penalty was not asked for"
    finish_violation(violation_id=violation.id, by=SYSTEM, at=late)
    assert controls.rulings_in_order(late).status == "kept"
    with behind_the_back() as do:
        do("UPDATE appraisal_violation SET public_at = decided_at + interval '9 days'")
    assert controls.rulings_in_order(late).status == "broken", "published too late"
