"""Each control of partners is green over orderly files, and red when its clause is broken."""

from datetime import date, datetime, timedelta

import pytest

from tests.domain.partners.conftest import Applicant, take_on
from tests.vocabulary import behind_the_back
from zhanggui.domain.partners import controls
from zhanggui.mechanisms.controls import Status

BROKEN = [
    pytest.param(
        controls.papers_held, "UPDATE documents_document SET withdrawn_at = now()", id="A-4.4 withdrawn"
    ),
    pytest.param(
        controls.papers_held, "UPDATE partners_application SET documents = '{}'", id="B-3.1.2 never looked at"
    ),
    pytest.param(
        controls.verified_again,
        "UPDATE partners_supplier SET verified_until = '2026-01-01'",
        id="A-4.4 overdue",
    ),
    pytest.param(
        controls.licences_held, "UPDATE documents_document SET valid_to = '2026-01-01'", id="B-2.1.2 expired"
    ),
    pytest.param(
        controls.standing_checked,
        "DELETE FROM approvals_checklistanswer WHERE code = 'public_record'",
        id="B-2.1.5 not looked at",
    ),
    pytest.param(
        controls.reviewed_before_selling,
        "UPDATE approvals_review SET state = 'rejected'",
        id="B-3.1.1 not approved",
    ),
    pytest.param(
        controls.reviewed_before_selling,
        "UPDATE partners_application SET digest = repeat('0', 64)",
        id="B-3.1.1 changed since",
    ),
    pytest.param(
        controls.criteria_answered,
        "DELETE FROM approvals_checklistanswer WHERE code = 'permits'",
        id="B-3.1.2 an item unanswered",
    ),
    pytest.param(controls.steps_walked, "DELETE FROM partners_sitevisit", id="B-3.1.3 nobody went there"),
    pytest.param(
        controls.steps_walked,
        "UPDATE approvals_decision SET person_id = (SELECT person_id FROM approvals_decision LIMIT 1)",
        id="B-3.1.3 one person",
    ),
    pytest.param(
        controls.applications_complete,
        "UPDATE partners_application SET intention = ''",
        id="B-3.2.1 no intention",
    ),
    pytest.param(
        controls.decided_in_time,
        "UPDATE approvals_review SET state = 'open', closed_at = NULL,"
        " due_at = submitted_at + interval '1 hour'",
        id="B-3.2.2 late",
    ),
    pytest.param(
        controls.agreements_in_force,
        "UPDATE partners_agreement SET ends_on = starts_on + 0, starts_on = starts_on - 9",
        id="B-3.2.3 ended",
    ),
]


@pytest.mark.parametrize(("control", "broken"), BROKEN)
def test_a_clause_is_kept_until_it_is_broken(
    control: object, broken: str, active: Applicant, noon: datetime
) -> None:
    later = noon + timedelta(days=1)
    assert control(later).status == Status.KEPT  # type: ignore[operator]
    with behind_the_back() as change:
        change(broken)
    evidence = control(later)  # type: ignore[operator]
    assert evidence.status == Status.BROKEN
    assert evidence.records.count >= 1


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param("UPDATE approvals_review SET state = 'rejected'", id="B-7.2.1 not approved"),
        pytest.param(
            "UPDATE documents_document SET valid_to = '2026-01-01' WHERE type = 'courier_licence'",
            id="B-7.2.1 courier licence expired",
        ),
    ],
)
def test_carriers_are_reviewed(broken: str, haulier: Applicant, noon: datetime) -> None:
    haulier.file(noon)
    take_on(haulier, noon)
    later = noon + timedelta(days=1)
    assert controls.carriers_reviewed(later).status == Status.KEPT
    with behind_the_back() as change:
        change(broken)
    evidence = controls.carriers_reviewed(later)
    assert (evidence.status, evidence.records.count) == (Status.BROKEN, 1)


@pytest.mark.parametrize("control", [*{row.values[0] for row in BROKEN}, controls.carriers_reviewed])
@pytest.mark.django_db
def test_without_partners_nothing_is_proved(control: object, noon: datetime) -> None:
    assert control(noon).status == Status.NO_DATA  # type: ignore[operator]


@pytest.mark.parametrize(
    ("control", "when"),
    [
        pytest.param(controls.verified_again, date(2027, 5, 1), id="verification due"),
        pytest.param(controls.papers_held, date(2027, 5, 1), id="trade ends soon"),
    ],
)
def test_what_ends_within_a_month_is_a_risk(
    control: object, when: date, active: Applicant, noon: datetime
) -> None:
    at = datetime(when.year, when.month, when.day, tzinfo=noon.tzinfo)
    assert control(at).status == Status.AT_RISK  # type: ignore[operator]
