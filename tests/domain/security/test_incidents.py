"""Incidents go from anybody's report to a closing that is explained, put right and told outside."""

from datetime import timedelta

import pytest

from tests.domain.security.conftest import (
    DAY,
    HOUR,
    MILLION,
    assessed,
    done,
    investigated,
    mended,
    mending,
    planned,
    reported,
    summarised,
    told,
)
from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.governance.operations.plan_improving import ImprovingWish
from zhanggui.domain.governance.refusals import SayMore
from zhanggui.domain.security import refusals, rules
from zhanggui.domain.security.models import Activity
from zhanggui.domain.security.operations.begin_response import begin_response
from zhanggui.domain.security.operations.close_incident import close_incident
from zhanggui.domain.security.operations.investigate_incident import investigate_incident
from zhanggui.domain.security.operations.plan_mending import plan_mending
from zhanggui.domain.security.operations.summarise_incident import summarise_incident
from zhanggui.domain.security.queries import incidents_for, unmended
from zhanggui.domain.security.states import (
    KIND_OF,
    SUBTYPES,
    ActivityKind,
    Addressee,
    Grade,
    IncidentKind,
    IncidentState,
    PlanTask,
    Subtype,
)
from zhanggui.identity.roles import STAFF
from zhanggui.kernel.refusal import Refusal
from zhanggui.mechanisms import cases

pytestmark = pytest.mark.django_db

GRADES = {
    "nobody and nothing": (rules.Harm(), Grade.ORDINARY),
    "one person short of a million": (rules.Harm(persons=MILLION - 1), Grade.ORDINARY),
    "a million persons": (rules.Harm(persons=MILLION), Grade.LARGER),
    "ten million persons": (rules.Harm(persons=10 * MILLION), Grade.MAJOR),
    "a hundred million persons": (rules.Harm(persons=100 * MILLION), Grade.SEVERE),
    "five million yuan": (rules.Harm(loss_fen=500 * MILLION), Grade.LARGER),
    "twenty million yuan": (rules.Harm(loss_fen=2000 * MILLION), Grade.MAJOR),
    "a hundred million yuan": (rules.Harm(loss_fen=10_000 * MILLION), Grade.SEVERE),
    "half an hour": (rules.Harm(outage_minutes=30), Grade.LARGER),
    "three hours": (rules.Harm(outage_minutes=180), Grade.MAJOR),
    "a day": (rules.Harm(outage_minutes=1440), Grade.SEVERE),
    "the gravest counts": (rules.Harm(persons=MILLION, outage_minutes=1440), Grade.SEVERE),
}


@pytest.mark.parametrize(("harm", "grade"), GRADES.values(), ids=GRADES)
def test_the_grade_follows_from_persons_loss_and_outage(harm, grade, noon):
    assert rules.suggested(harm, on=noon) == grade


def test_every_type_has_sub_types_and_a_plan_for_every_grade():
    assert set(SUBTYPES) == set(IncidentKind)
    assert set(KIND_OF) == set(Subtype)
    for kind in IncidentKind:
        assert PlanTask.TELL_AUTHORITY not in rules.plan_for(kind, Grade.ORDINARY)
        assert PlanTask.TELL_AUTHORITY in rules.plan_for(kind, Grade.LARGER)
        assert PlanTask.CALL_STAFF in rules.plan_for(kind, Grade.SEVERE)


@pytest.mark.parametrize("role", sorted(STAFF))
def test_whoever_works_here_reports_and_reads_what_they_reported(role, people, officer, noon):
    by = somebody("员工", role)
    incident = reported(by, noon)
    assert list(incidents_for(by)) == [incident]
    assert list(incidents_for(officer)) == [incident]


def test_each_step_has_its_owner_time_and_evidence(people, officer, noon):
    incident = summarised(people, officer, noon)
    told(incident, officer, noon)
    told(incident, officer, noon, Addressee.PERSONS)
    close_incident(incident_id=incident.pk, by=officer, at=noon + DAY)

    steps = list(incident.steps.order_by("id").values_list("state", "owner_id", "taken_at"))
    states = [state for state, _owner, _at in steps]
    assert states == [state.value for state in IncidentState]
    assert {owner for _state, owner, _at in steps[1:]} == {officer.account_id}
    assert steps[-1][2] == noon + DAY
    assert all(incident.steps.values_list("shown_by", flat=True))
    incident.refresh_from_db()
    assert incident.case.closed_at == noon + DAY
    assert incident.case.severity == Grade.LARGER
    assert incident.authority_due == noon + 3 * HOUR
    assert incident.summary_due == noon + 30 * DAY


def test_another_grade_needs_a_reason(people, officer, noon):
    incident = reported(people.keeper, noon)
    with nothing_changes(), pytest.raises(refusals.GradeNeedsReason):
        assessed(incident, officer, noon, grade=Grade.ORDINARY)
    graded = assessed(incident, officer, noon, grade=Grade.MAJOR, grade_reason="含身份证号")
    assert (graded.suggested_grade, graded.grade) == (Grade.LARGER, Grade.MAJOR)


def test_a_graver_grade_adds_to_the_plan_that_is_under_way(people, officer, noon):
    incident = assessed(reported(people.keeper, noon), officer, noon, persons=3)
    begin_response(incident_id=incident.pk, first_steps="止漏", by=officer, at=noon)
    assert incident.tasks.count() == len(rules.plan_for(IncidentKind.LEAK, Grade.ORDINARY))
    assessed(incident, officer, noon)
    given = set(incident.tasks.values_list("task", flat=True))
    assert given == set(rules.plan_for(IncidentKind.LEAK, Grade.LARGER))
    with pytest.raises(refusals.TasksOpen), nothing_changes():
        investigate_incident(incident_id=incident.pk, cause="无", answerable="人", by=officer, at=noon)


def test_a_summary_needs_corrective_actions(people, officer, noon):
    incident = assessed(reported(people.keeper, noon), officer, noon)
    investigated(incident, officer, noon)
    with nothing_changes(), pytest.raises(refusals.NothingCorrected):
        summarise_incident(incident_id=incident.pk, lessons="教训", by=officer, at=noon)


def test_it_closes_only_told_and_with_verified_actions(people, officer, noon):
    incident = summarised(people, officer, noon)
    close = {"incident_id": incident.pk, "by": officer, "at": noon}
    with nothing_changes(), pytest.raises(refusals.AuthorityNotTold):
        close_incident(**close)
    told(incident, officer, noon)
    with nothing_changes(), pytest.raises(refusals.PersonsNotTold):
        close_incident(**close)
    told(incident, officer, noon, Addressee.PERSONS)
    second = mending(officer, noon, incident_id=incident.pk)
    with nothing_changes(), pytest.raises(refusals.NothingCorrected):
        close_incident(**close)
    mended(second, people, officer, noon)
    assert close_incident(**close).closed_at == noon


def test_its_case_ends_and_begins_again_with_it(people, officer, noon):
    incident = assessed(reported(people.keeper, noon), officer, noon)
    solution = cases.Solution(finding="原因", rectification="措施")
    with nothing_changes(), pytest.raises(refusals.IncidentComesFirst):
        cases.resolve(case_id=incident.case_id, solution=solution, by=officer, at=noon)
    ended = summarised(people, officer, noon)
    cases.reopen(case_id=ended.case_id, reason="又发现一份", by=officer, at=noon + DAY)
    ended.refresh_from_db()
    assert ended.state == IncidentState.RESPONDING
    assert ended.summarised_at is None


def test_a_weakness_is_mended_by_its_day_and_retested_by_another(people, officer, noon):
    check = done(planned(ActivityKind.SCAN, people, officer, noon), officer, noon)
    measure = mending(officer, noon, activity_id=check.pk)
    assert unmended().count() == 1
    late = ImprovingWish(
        what="慢慢来", owner_id=officer.account_id, due_on=measure.weakness.mend_by + timedelta(days=1)
    )
    with nothing_changes(), pytest.raises(refusals.MendedTooLate):
        plan_mending(weakness_id=measure.weakness_id, wish=late, by=officer, at=noon)
    mended(measure, people, officer, noon)
    assert not unmended().exists()


REFUSED_WORK = {
    "by somebody else": ({}, "keeper", refusals.NotYourActivity),
    "in the future": ({"days": 1}, "officer", refusals.NotThereYet),
    "without material": ({"link": ""}, "officer", SayMore),
}


@pytest.mark.parametrize(("changes", "who", "refusal"), REFUSED_WORK.values(), ids=REFUSED_WORK)
def test_work_is_carried_out_by_its_owner_with_what_shows_it(changes, who, refusal, people, officer, noon):
    activity = planned(ActivityKind.OUTSIDE, people, officer, noon)
    days = changes.get("days", 0)
    more = {"done_on": (noon + days * DAY).date(), **{k: v for k, v in changes.items() if k != "days"}}
    by = officer if who == "officer" else people.keeper
    with nothing_changes(), pytest.raises(refusal):
        done(activity, by, noon, **more)


def test_weaknesses_come_from_checks_not_from_publicity(people, officer, noon):
    talk = done(planned(ActivityKind.INSIDE, people, officer, noon), officer, noon)
    scan = planned(ActivityKind.SCAN, people, officer, noon)
    for source in ({"activity_id": talk.pk}, {"activity_id": scan.pk}, {}):
        with nothing_changes(), pytest.raises(Refusal):
            mending(officer, noon, **source)
    assert Activity.objects.count() == 2
