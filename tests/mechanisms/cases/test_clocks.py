"""Clocks run day and night from the second a case is opened, and what they struck is written once."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.mechanisms.cases.conftest import OpenCase
from tests.people import somebody
from tests.sample.policies import CASE
from tests.vocabulary import nothing_changes
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SetClock
from zhanggui.mechanisms import cases, trail
from zhanggui.mechanisms.cases import Clock, queries
from zhanggui.mechanisms.cases.models import Case, ClockMark
from zhanggui.mechanisms.cases.operations.resolve import Solution
from zhanggui.mechanisms.cases.refusals import AnsweredByProgram

pytestmark = pytest.mark.django_db

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


def struck(case: Case) -> list[tuple[str, int]]:
    return list(case.marks.order_by("noticed_at", "due_at").values_list("clock", "percent"))


def facts(case: Case, name: str) -> int:
    return sum(told.name == name for told in trail.timeline(case))


@pytest.mark.parametrize(
    ("opened_at", "respond_by"),
    [
        pytest.param(
            datetime(2027, 2, 6, 15, 30, tzinfo=UTC),
            datetime(2027, 2, 6, 16, 30, tzinfo=UTC),
            id="in the night of Spring Festival",
        ),
        pytest.param(
            datetime(2026, 12, 31, 15, 59, tzinfo=UTC),
            datetime(2026, 12, 31, 16, 59, tzinfo=UTC),
            id="a minute before the new year in Shanghai",
        ),
    ],
)
def test_wall_time_knows_no_holiday(open_case: OpenCase, opened_at: datetime, respond_by: datetime):
    case = open_case(at=opened_at)
    assert case.respond_by == respond_by
    assert case.answer_by == opened_at + timedelta(hours=24)
    assert case.resolve_by == opened_at + timedelta(hours=48)


def test_a_forgotten_case_climbs_the_chain_and_is_breached_once(open_case, noon):
    case = open_case()
    for minutes in range(0, 70, 5):
        cases.tick(at=noon + timedelta(minutes=minutes))
        cases.tick(at=noon + timedelta(minutes=minutes))

    case.refresh_from_db()
    assert struck(case) == [("respond", 50), ("respond", 80), ("respond", 100)]
    assert case.level == 3
    assert facts(case, "cases.clock_warning") == 2
    assert facts(case, "cases.clock_breached") == 1


def test_at_the_due_second_it_is_in_time_and_the_next_second_it_is_not(open_case, agent, noon):
    in_time, late = open_case(), open_case()
    cases.respond(case_id=in_time.id, text="We look into it", by=agent, at=noon + HOUR)
    cases.tick(at=noon + HOUR)
    assert not ClockMark.objects.filter(percent=100).exists()

    cases.tick(at=noon + HOUR + SECOND)
    assert [mark.case_id for mark in queries.breaches()] == [late.id]


def test_a_late_response_is_a_breach_even_if_nobody_ticked(open_case, agent, noon):
    case = open_case()
    cases.respond(case_id=case.id, text="Sorry", by=agent, at=noon + HOUR + SECOND)
    cases.tick(at=noon + 2 * HOUR)

    assert struck(case) == [("respond", 100)]
    assert facts(case, "cases.clock_breached") == 1


def test_a_missed_tick_loses_no_breach_and_tells_no_stale_warning(open_case, noon):
    case = open_case()
    cases.tick(at=noon + timedelta(days=30))
    assert sorted(struck(case)) == [("answer", 100), ("resolve", 100), ("respond", 100)]


def test_an_automatic_reply_does_not_stop_the_clock(open_case, noon):
    case = open_case()
    robot = Actor(
        account_id=somebody("x", Role.CS_AGENT).account_id,
        person_id=None,
        organisation_id=None,
        name="robot",
        roles=frozenset({Role.CS_AGENT}),
    )
    with nothing_changes(), pytest.raises(AnsweredByProgram):
        cases.respond(case_id=case.id, text="Your message matters to us", by=robot, at=noon)


def test_deadlines_survive_reassignment_and_a_change_of_policy(open_case, agent, supervisor, noon):
    case = open_case()
    before = (case.respond_by, case.answer_by, case.resolve_by)
    slower = {**CASE.severities, "major": cases.Clocks(respond=timedelta(days=9))}
    was = CASE.severities
    object.__setattr__(CASE, "severities", slower)
    try:
        cases.assign(case_id=case.id, owner_id=supervisor.account_id, by=agent, at=noon)
        cases.note(case_id=case.id, text="Called, nobody there", by=supervisor, at=noon)
    finally:
        object.__setattr__(CASE, "severities", was)

    case.refresh_from_db()
    assert (case.respond_by, case.answer_by, case.resolve_by) == before


def test_graver_counts_from_the_opening_and_leaves_stopped_clocks_alone(open_case, agent, noon):
    case = open_case("minor")
    cases.respond(case_id=case.id, text="We look into it", by=agent, at=noon + HOUR / 2)
    case = cases.regrade(case_id=case.id, severity="grave", reason="A child", by=agent, at=noon + HOUR)

    assert case.respond_by == noon + HOUR
    assert case.answer_by == noon + 2 * HOUR
    assert case.resolve_by == noon + 4 * HOUR


def test_a_breach_is_not_graded_away(open_case, agent, noon):
    case = open_case("grave")
    case = cases.regrade(case_id=case.id, severity="minor", reason="Not so bad", by=agent, at=noon + HOUR)

    assert case.respond_by == noon + timedelta(minutes=10)
    assert ("respond", 100) in struck(case)
    assert case.answer_by == noon + timedelta(hours=24)
    assert case.resolve_by is None


def test_three_months_of_a_desk(open_case, agent):
    """Every tenth case is answered a day late; all of it is found again in the figures."""
    start = datetime(2026, 9, 1, tzinfo=UTC)
    with clock.using(SetClock(start)) as desk:
        for day in range(90):
            case = open_case(at=clock.now())
            desk.move(timedelta(minutes=30))
            cases.respond(case_id=case.id, text="We look into it", by=agent, at=clock.now())
            desk.move(timedelta(hours=36 if day % 10 == 0 else 6))
            cases.tick(at=clock.now())
            cases.answer(case_id=case.id, text="It is like this", by=agent, at=clock.now())
            found = Solution(finding="Broken", cause="goods", rectification="Sent another")
            cases.resolve(case_id=case.id, solution=found, by=agent, at=clock.now())
            cases.close(case_id=case.id, by=agent, at=clock.now())
            desk.move_to(start + timedelta(days=day + 2))
        until = clock.now()

    kept = {c: queries.punctuality("sample.case", c, since=start, until=until) for c in Clock}
    assert [(kept[c].cases, kept[c].kept, kept[c].late) for c in Clock] == [
        (90, 90, 0),
        (90, 81, 9),
        (90, 90, 0),
    ]
    assert queries.breaches(kind="sample.case").count() == 9
