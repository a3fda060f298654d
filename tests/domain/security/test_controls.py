"""Each control of security is green over a house in good order, and red when its clause is broken."""

import pytest

from tests.domain.security.conftest import done, planned, summarised, told
from tests.vocabulary import behind_the_back
from zhanggui.domain.security import controls
from zhanggui.domain.security.operations.close_incident import close_incident
from zhanggui.domain.security.rules import YEARLY
from zhanggui.domain.security.states import Addressee
from zhanggui.mechanisms.controls import Status

pytestmark = pytest.mark.django_db

GREEN = (
    controls.systems_checked,
    controls.incidents_graded,
    controls.incidents_handled,
    controls.security_spread,
)


@pytest.fixture
def secured(people, officer, noon):
    """Everything of the year is done, and one leak was told, put right and closed."""
    for kind in YEARLY:
        done(planned(kind, people, officer, noon), officer, noon)
    incident = summarised(people, officer, noon)
    told(incident, officer, noon)
    told(incident, officer, noon, Addressee.PERSONS)
    close_incident(incident_id=incident.pk, by=officer, at=noon)


def _undone(kind: str) -> str:
    return (
        f"UPDATE security_activity SET state = 'activity_planned', due_on = due_on - 5 WHERE kind = '{kind}'"
    )


BROKEN = {
    "no penetration test in the plan": (
        controls.systems_checked,
        "UPDATE security_activity SET kind = 'incident_drill' WHERE kind = 'penetration_test'",
        Status.BROKEN,
    ),
    "a scan past its day": (controls.systems_checked, _undone("vulnerability_scan"), Status.BROKEN),
    "a weakness past its day": (
        controls.systems_checked,
        "UPDATE security_weakness SET mend_by = mend_by - 60;"
        " UPDATE governance_measure SET state = 'to_be_done'",
        Status.BROKEN,
    ),
    "a weakness mended too late": (
        controls.systems_checked,
        "UPDATE security_weakness SET mend_by = mend_by - 60",
        Status.AT_RISK,
    ),
    "no grade": (
        controls.incidents_graded,
        "UPDATE security_incident SET grade = '', suggested_grade = '', state = 'incident_reported',"
        " closed_at = NULL, reported_at = reported_at - interval '2 hours'",
        Status.BROKEN,
    ),
    "another grade without a reason": (
        controls.incidents_graded,
        "ALTER TABLE security_incident DROP CONSTRAINT security_other_grade_has_reason;"
        " UPDATE security_incident SET grade = 'ordinary_incident'",
        Status.BROKEN,
    ),
    "the authority told after five hours": (
        controls.incidents_handled,
        "UPDATE security_outsidereport SET told_at = told_at + interval '4 hours'",
        Status.BROKEN,
    ),
    "the authority never told": (
        controls.incidents_handled,
        "DELETE FROM security_outsidereport WHERE addressee = 'cyberspace_authority';"
        " UPDATE security_incident SET discovered_at = discovered_at - interval '4 hours'",
        Status.BROKEN,
    ),
    "persons not told": (
        controls.incidents_handled,
        "DELETE FROM security_outsidereport WHERE addressee = 'persons_concerned'",
        Status.BROKEN,
    ),
    "a summary after two months": (
        controls.incidents_handled,
        "UPDATE security_incident SET summarised_at = handled_at + interval '60 days'",
        Status.BROKEN,
    ),
    "closed with nothing put right": (
        controls.incidents_handled,
        "UPDATE governance_measure SET state = 'to_be_verified'",
        Status.BROKEN,
    ),
    "no drill for a year": (
        controls.incidents_handled,
        "UPDATE security_activity SET done_on = done_on - 400 WHERE kind = 'incident_drill'",
        Status.BROKEN,
    ),
    "no cooperation in the plan": (
        controls.security_spread,
        "UPDATE security_activity SET kind = 'outside_publicity' WHERE kind = 'cooperation_and_exchange'",
        Status.BROKEN,
    ),
    "publicity past its day": (controls.security_spread, _undone("outside_publicity"), Status.BROKEN),
}


@pytest.mark.parametrize(("control", "broken", "status"), BROKEN.values(), ids=BROKEN)
def test_a_clause_is_kept_until_it_is_broken(control, broken, status, secured, noon):
    assert control(noon).status == Status.KEPT
    with behind_the_back() as change:
        change(broken)
    assert control(noon).status == status


def test_before_anything_there_is_nothing_to_judge(noon):
    assert {control(noon).status for control in GREEN} == {Status.NO_DATA}
