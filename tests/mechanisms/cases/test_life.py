"""A case closes only with what its policy asks for, and says who may read and write it."""

from datetime import timedelta

import pytest

from tests.vocabulary import nothing_changes
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.refusal import NotAllowed, NotFound, Refusal
from zhanggui.mechanisms import cases, trail
from zhanggui.mechanisms.cases import queries
from zhanggui.mechanisms.cases import refusals as r
from zhanggui.mechanisms.cases.operations.resolve import Solution

pytestmark = pytest.mark.django_db

GOOD = Solution(finding="The glass was broken", cause="goods", rectification="Sent another")


@pytest.fixture
def answered(open_case, agent, noon):
    case = open_case()
    cases.respond(case_id=case.id, text="We look into it", by=agent, at=noon)
    return cases.answer(case_id=case.id, text="We send another", by=agent, at=noon)


def test_a_case_lives_from_opening_to_closing_in_the_open(answered, customer, agent, noon):
    cases.hear(case_id=answered.id, text="Thank you", by=customer, at=noon)
    cases.note(case_id=answered.id, text="A friendly one", by=agent, at=noon)
    cases.resolve(case_id=answered.id, solution=GOOD, by=agent, at=noon)
    case = cases.close(case_id=answered.id, by=agent, at=noon)

    assert (case.state, case.closed_at, case.owner_id) == ("closed", noon, agent.account_id)
    mine = [(event.verb, event.text) for event in queries.events_for(case, customer)]
    assert mine == [
        ("open", "It broke on the first day"),
        ("respond", "We look into it"),
        ("answer", "We send another"),
        ("hear", "Thank you"),
        ("resolve", "The glass was broken"),
        ("close", ""),
    ]
    assert len(queries.events_for(case, agent)) == len(mine) + 1
    assert len(trail.timeline(case)) == 7


@pytest.mark.parametrize(
    ("solution", "refusal"),
    [
        pytest.param(Solution(finding="x", rectification="x"), r.NoSuchCause, id="without a cause"),
        pytest.param(
            Solution(finding="x", cause="moon", rectification="x"), r.NoSuchCause, id="an unknown cause"
        ),
        pytest.param(
            Solution(finding=" ", cause="goods", rectification="x"), r.FindingMissing, id="without a finding"
        ),
        pytest.param(
            Solution(finding="x", cause="goods"), r.RectificationMissing, id="with nothing put right"
        ),
    ],
)
def test_an_unfinished_case_is_not_resolved(
    answered, agent, noon, solution: Solution, refusal: type[Refusal]
):
    with nothing_changes(), pytest.raises(refusal):
        cases.resolve(case_id=answered.id, solution=solution, by=agent, at=noon)


def test_an_unanswered_case_is_not_resolved(open_case, agent, noon):
    case = open_case()
    with nothing_changes(), pytest.raises(r.ReplyMissing):
        cases.resolve(case_id=case.id, solution=GOOD, by=agent, at=noon)


def test_what_is_not_resolved_is_not_closed(answered, agent, noon):
    with nothing_changes(), pytest.raises(WrongState):
        cases.close(case_id=answered.id, by=agent, at=noon)


def test_only_handlers_handle(answered, customer, noon):
    for verb in (cases.respond, cases.answer, cases.note):
        with nothing_changes(), pytest.raises(NotAllowed):
            verb(case_id=answered.id, text="I say", by=customer, at=noon)
    with nothing_changes(), pytest.raises(NotAllowed):
        cases.resolve(case_id=answered.id, solution=GOOD, by=customer, at=noon)


def test_somebody_elses_case_is_not_there(answered, outsider, noon):
    with pytest.raises(NotFound):
        queries.readable(answered.id, outsider)
    with nothing_changes(), pytest.raises(NotFound):
        cases.hear(case_id=answered.id, text="Let me in", by=outsider, at=noon)
    with nothing_changes(), pytest.raises(NotFound):
        cases.reopen(case_id=answered.id, reason="Let me in", by=outsider, at=noon)
    assert not queries.cases_of_party(outsider)


def test_a_case_that_is_not_there_is_not_found(agent, noon):
    with pytest.raises(NotFound):
        cases.note(case_id=new_id(), text="Hello", by=agent, at=noon)


def test_an_empty_message_is_none(answered, agent, noon):
    with nothing_changes(), pytest.raises(r.NothingSaid):
        cases.respond(case_id=answered.id, text="  \n", by=agent, at=noon)


def test_only_handlers_can_own_a_case(answered, customer, agent, noon):
    for nobody in (customer.account_id, new_id()):
        with nothing_changes(), pytest.raises(r.NotAHandler):
            cases.assign(case_id=answered.id, owner_id=nobody, by=agent, at=noon)


def test_a_reopened_case_has_a_new_clock_for_its_solution_and_keeps_its_marks(
    answered, customer, agent, noon
):
    late = noon + timedelta(hours=49)
    cases.resolve(case_id=answered.id, solution=GOOD, by=agent, at=late)
    cases.close(case_id=answered.id, by=agent, at=late)
    case = cases.reopen(case_id=answered.id, reason="Broken again", by=customer, at=late)

    assert (case.state, case.round, case.closed_at) == ("in_progress", 2, None)
    assert case.resolve_by == late + timedelta(hours=48)
    cases.tick(at=late + timedelta(hours=49))
    breached = list(case.marks.filter(percent=100).order_by("round").values_list("round", "clock"))
    assert breached == [(1, "resolve"), (2, "resolve")]


def test_after_the_time_allowed_a_new_case_is_needed(answered, customer, agent, noon):
    cases.resolve(case_id=answered.id, solution=GOOD, by=agent, at=noon)
    cases.close(case_id=answered.id, by=agent, at=noon)
    later = noon + timedelta(days=7, seconds=1)
    with nothing_changes(), pytest.raises(r.TooLateToReopen):
        cases.reopen(case_id=answered.id, reason="Broken again", by=customer, at=later)


def test_the_chain_ends(answered, agent, noon):
    for _ in range(3):
        cases.escalate(case_id=answered.id, reason="Too big for me", by=agent, at=noon)
    with nothing_changes(), pytest.raises(r.TopOfChain):
        cases.escalate(case_id=answered.id, reason="Too big for all", by=agent, at=noon)
