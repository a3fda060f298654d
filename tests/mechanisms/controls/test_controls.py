"""Nothing is claimed without evidence, and one control that fails hides no other."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection

from zhanggui.identity.actor import SYSTEM
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.controls import (
    Evidence,
    Records,
    Status,
    all_controls,
    as_document,
    clauses,
    control,
    duty,
    judge,
    register,
    share_kept,
    standings,
)
from zhanggui.mechanisms.controls.models import Snapshot
from zhanggui.mechanisms.controls.operations.take_snapshot import SUBJECT, take_snapshot
from zhanggui.mechanisms.controls.queries import broken_today, history

pytestmark = pytest.mark.django_db


@pytest.fixture
def only(monkeypatch):
    """A register with no controls but the test's own."""
    monkeypatch.setattr(register, "_controls", {})


@pytest.fixture
def said(only):
    """Two controls whose verdicts the test sets."""
    verdicts = {"first": Evidence(Status.KEPT, {"late": 0}, "none late"), "second": Evidence(Status.KEPT)}

    @control("B-6.1.3", title="Complaints answered in time")
    def first(at):
        return _told(verdicts["first"])

    @control("B-6.1.3", "A-7", title="Another look")
    def second(at):
        return _told(verdicts["second"])

    return verdicts


def _told(verdict):
    if isinstance(verdict, Exception):
        raise verdict
    return verdict


def standing(clause: str, at):
    return next(one for one in standings(at) if one.clause.id == clause)


def test_the_register_holds_every_clause_of_both_norms():
    ids = [clause.id for clause in clauses()]

    assert len(ids) == len(set(ids)) == 149
    assert sum(clause.document == "A" for clause in clauses()) == 14


def test_a_clause_stands_as_its_worst_control(said, noon):
    said["second"] = Evidence(Status.AT_RISK)

    assert standing("B-6.1.3", noon).status is Status.AT_RISK
    assert standing("A-7", noon).status is Status.AT_RISK


def test_a_clause_without_a_control_is_listed_as_uncovered(said, noon):
    listed = {row["clause"]: row["status"] for row in as_document(noon)}

    assert len(listed) == 149
    assert listed["B-1.1.3"] == "uncovered"


def test_a_control_that_fails_stands_as_broken_with_its_error_and_the_others_answer(said, noon):
    said["first"] = ZeroDivisionError("no orders")

    answers = {verdict.control.code: verdict for verdict in judge(noon)}

    assert answers["test_controls.first"].evidence.status is Status.BROKEN
    assert answers["test_controls.first"].error == "ZeroDivisionError: no orders"
    assert answers["test_controls.second"].evidence.status is Status.KEPT


def test_an_error_of_the_database_spoils_nothing_after_it(only, noon):
    @control("A-7", title="Asks a table that is not there")
    def broken(at):
        connection.cursor().execute("SELECT * FROM no_such_table")

    verdict = judge(noon)[0]

    assert verdict.evidence.status is Status.BROKEN
    assert "no_such_table" in verdict.error
    assert Snapshot.objects.count() == 0


def test_the_document_has_what_a_program_needs(said, noon):
    said["first"] = Evidence(Status.BROKEN, {"late": 2}, "none late", Records(2, "/console/x", {"late": "1"}))

    row = next(row for row in as_document(noon) if row["clause"] == "B-6.1.3")

    assert (row["status"], row["figure"], row["threshold"]) == ("broken", "late: 2", "none late")
    assert row["records"] == {"count": 2, "see": ["/console/x?late=1"]}


def test_the_way_to_many_rows_stays_an_address_that_a_browser_takes():
    many = ",".join(str(number) for number in range(5_000))

    assert Records(5_000, "/console/x", {"id__in": many}).url.endswith("%2C99")


def test_a_duty_of_the_organisation_names_the_record_that_proves_it(only, noon):
    duty("A-4.2.1", title="Lawful employment", record="labour contracts", code="people.employment")

    assert standing("A-4.2.1", noon).status is Status.NO_DATA
    assert standing("A-4.2.1", noon).verdicts[0].control.record == "labour contracts"


def test_a_control_for_an_unknown_clause_is_refused(only):
    with pytest.raises(register.UnknownClause):
        control("B-99.1", title="Nothing")(lambda at: Evidence(Status.KEPT))


@pytest.mark.parametrize(
    ("kept", "of", "risk", "status"),
    [
        pytest.param(0, 0, 0, Status.NO_DATA, id="nothing to judge"),
        pytest.param(3, 3, 0, Status.KEPT, id="all kept"),
        pytest.param(3, 3, 1, Status.AT_RISK, id="all kept, one in danger"),
        pytest.param(2, 3, 1, Status.BROKEN, id="one not kept"),
    ],
)
def test_the_usual_judgement(kept, of, risk, status):
    assert share_kept(kept=kept, of=of, risk=risk) is status


class TestADay:
    def test_each_control_is_kept_once_a_day(self, said, noon):
        assert take_snapshot(by=SYSTEM, at=noon)
        assert not take_snapshot(by=SYSTEM, at=noon + timedelta(hours=3))

        assert Snapshot.objects.count() == 2

    def test_history_shows_the_day_it_broke(self, said, noon):
        take_snapshot(by=SYSTEM, at=noon)
        said["first"] = Evidence(Status.BROKEN, {"late": 1})
        take_snapshot(by=SYSTEM, at=noon + timedelta(days=1))

        days = history("test_controls.first", date(2026, 11, 1), date(2026, 11, 30))
        told = trail.timeline(SUBJECT)[0]

        assert [day.status for day in days] == [Status.KEPT, Status.BROKEN]
        assert [control.code for control in broken_today()] == ["test_controls.first"]
        assert told.body["newly_broken"] == ["test_controls.first"]
        assert told.sentence

    def test_nobody_rewrites_a_day(self, said, noon):
        take_snapshot(by=SYSTEM, at=noon)

        with pytest.raises(DatabaseError, match="stays"):
            Snapshot.objects.update(status="kept")


def test_every_control_of_the_house_can_be_asked(noon):
    failed = {verdict.control.code: verdict.error for verdict in judge(noon) if verdict.error}

    assert failed == {}
    assert all_controls()
