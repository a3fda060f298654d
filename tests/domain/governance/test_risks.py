"""A risk is scored, met by a strategy that others agreed to, and backed by measures that others verified."""

import doctest
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.domain.governance.conftest import DAY, decide, met, noticed, planned, proposed, scored
from tests.vocabulary import nothing_changes
from zhanggui.domain.governance import rules
from zhanggui.domain.governance.models import Risk
from zhanggui.domain.governance.operations.ask_extension import ask_extension
from zhanggui.domain.governance.operations.close_risk import close_risk
from zhanggui.domain.governance.operations.finish_measure import finish_measure
from zhanggui.domain.governance.operations.return_measure import return_measure
from zhanggui.domain.governance.operations.verify_measure import verify_measure
from zhanggui.domain.governance.queries import heat_map
from zhanggui.domain.governance.refusals import (
    AcceptanceUnlimited,
    ControlsMakeItWorse,
    MeasuresOpen,
    NoSuchControl,
    NoSuchOwner,
    NotItsOwner,
    NotScoredYet,
    OffTheScale,
    SayMore,
    SomebodyElseVerifies,
    StrategyWaits,
)
from zhanggui.domain.governance.states import AUDIT, MEASURE, PROPOSAL, MeasureState, RiskState, StrategyKind
from zhanggui.domain.governance.watching import watch_indicators
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.refusal import NotAllowed
from zhanggui.mechanisms import cases
from zhanggui.mechanisms.approvals import Verdict
from zhanggui.mechanisms.approvals.refusals import AuthorCannotApprove
from zhanggui.mechanisms.controls import Status, register
from zhanggui.mechanisms.controls.evidence import Evidence

pytestmark = pytest.mark.django_db


def test_the_matrix_says_what_it_is_documented_to_say():
    assert doctest.testmod(rules).failed == 0
    assert [len(row) for row in rules.matrix()] == [5, 5, 5, 5, 5]


@pytest.mark.parametrize(
    "life",
    [
        pytest.param(MEASURE, id="a measure"),
        pytest.param(PROPOSAL, id="a proposal"),
        pytest.param(AUDIT, id="an audit"),
    ],
)
def test_every_verb_in_every_state_leads_on_or_is_refused(life):
    for state in type(life.initial):
        for verb in life.verbs():
            if (state, verb) in life.table:
                assert life.after(state.value, verb) == life.table[state, verb]
            else:
                with pytest.raises(WrongState):
                    life.after(state.value, verb)


def test_a_risk_goes_from_notice_to_its_end(people, noon):
    risk = met(people, noon)
    measure = planned(risk, people, noon)
    finish_measure(measure_id=measure.pk, evidence="盘点单", by=people.keeper, at=noon + DAY)
    return_measure(measure_id=measure.pk, verdict="缺照片", by=people.officer, at=noon + 2 * DAY)
    finish_measure(measure_id=measure.pk, evidence="盘点单与照片", by=people.keeper, at=noon + 3 * DAY)
    verify_measure(measure_id=measure.pk, verdict="有效", by=people.officer, at=noon + 4 * DAY)
    risk.refresh_from_db()
    assert risk.assess_by == noon + 4 * DAY + rules.REVIEWED_AFTER_CHANGE

    scored(risk, people, noon + 5 * DAY, after=(1, 3))
    close_risk(risk_id=risk.pk, reason="改为供应商直发", by=people.officer, at=noon + 6 * DAY)
    risk.refresh_from_db()
    assert (risk.state, risk.assessments.count()) == (RiskState.CLOSED, 2)


def test_a_high_risk_is_answered_for_by_an_executive_too(people, noon):
    risk = noticed(people, noon)
    scored(risk, people, noon, after=(3, 4))
    strategy = proposed(risk, people, noon)
    with pytest.raises(AuthorCannotApprove), nothing_changes():
        decide(strategy.pk, "agree", people.officer.also(next(iter(people.risk.roles))), noon)
    decide(strategy.pk, "agree", people.risk, noon)
    risk.refresh_from_db()
    assert risk.strategy is None
    decide(strategy.pk, "approve", people.executive, noon)
    risk.refresh_from_db()
    assert (risk.strategy, risk.state) == (strategy, RiskState.TREATED)


def test_a_newer_strategy_takes_the_place_of_the_older_one_and_a_rejected_one_does_not(people, noon):
    risk = met(people, noon)
    older = risk.strategy
    until = (noon + 30 * DAY).date()
    rejected = proposed(risk, people, noon, StrategyKind.ACCEPT, until)
    with pytest.raises(StrategyWaits), nothing_changes():
        proposed(risk, people, noon)
    decide(rejected.pk, "agree", people.risk, noon, Verdict.REJECT)
    risk.refresh_from_db()
    assert risk.strategy == older

    newer = proposed(risk, people, noon, StrategyKind.ACCEPT, until)
    decide(newer.pk, "agree", people.risk, noon)
    older.refresh_from_db()
    assert older.state == "superseded"


def test_more_time_is_given_by_somebody_else(people, noon):
    measure = planned(met(people, noon), people, noon)
    later = measure.due_on + timedelta(days=5)
    extension = ask_extension(measure_id=measure.pk, until=later, reason="等设备", by=people.keeper, at=noon)
    measure.refresh_from_db()
    assert measure.due_on < later
    decide(extension.pk, "grant", people.executive, noon)
    measure.refresh_from_db()
    assert measure.due_on == later


@pytest.fixture
def light():
    """A control whose light a test can switch."""
    shown = {"status": Status.KEPT}
    made = register.Control("tests.light", ("B-9.3.3",), "A light", lambda at: Evidence(shown["status"]))
    register._controls[made.code] = made
    yield shown
    del register._controls[made.code]


def test_an_indicator_that_turns_red_opens_the_response_once(people, noon, light):
    risk = met(people, noon, indicator="tests.light")
    assert watch_indicators(by=SYSTEM, at=noon) == []
    light["status"] = Status.BROKEN
    [event] = watch_indicators(by=SYSTEM, at=noon)
    assert (event.risk, event.case.respond_by) == (risk, noon + timedelta(hours=4))
    assert watch_indicators(by=SYSTEM, at=noon + timedelta(hours=1)) == []

    solution = cases.Solution(finding="传感器", rectification="更换")
    cases.resolve(case_id=event.case_id, solution=solution, by=people.risk, at=noon + DAY)
    cases.close(case_id=event.case_id, by=people.risk, at=noon + DAY)
    assert len(watch_indicators(by=SYSTEM, at=noon + DAY)) == 1


def test_the_matrix_counts_what_is_left_of_open_risks(people, noon):
    met(people, noon)
    met(people, noon)
    cells = {(cell.likelihood, cell.impact): cell.risks for row in heat_map() for cell in row}
    assert cells[2, 3] == 2
    assert sum(cells.values()) == 2


REFUSED = {
    "words are missing": (lambda p, r, n: noticed(p, n, cause=" "), SayMore),
    "its owner is a stranger": (lambda p, r, n: noticed(p, n, owner_id=new_id()), NoSuchOwner),
    "its indicator is unknown": (lambda p, r, n: noticed(p, n, indicator="no.such"), NoSuchControl),
    "off the scale": (lambda p, r, n: scored(r, p, n, before=(6, 1), after=(1, 1)), OffTheScale),
    "controls that make it worse": (lambda p, r, n: scored(r, p, n, after=(4, 4)), ControlsMakeItWorse),
    "a strategy before the score": (lambda p, r, n: proposed(r, p, n), NotScoredYet),
    "an end before a strategy": (
        lambda p, r, n: close_risk(risk_id=r.pk, reason="无", by=p.officer, at=n),
        WrongState,
    ),
    "scored by somebody without that post": (
        lambda p, r, n: scored(r, replace(p, officer=p.keeper), n),
        NotAllowed,
    ),
}


@pytest.mark.parametrize(("verb", "refusal"), REFUSED.values(), ids=REFUSED)
def test_a_refusal_about_a_risk_leaves_no_trace(verb, refusal, people, noon):
    risk = noticed(people, noon)
    with nothing_changes(), pytest.raises(refusal):
        verb(people, risk, noon)


def test_nothing_is_borne_for_ever(people, noon):
    risk = noticed(people, noon)
    scored(risk, people, noon, after=(3, 4))
    for until in (None, noon.date(), (noon + 91 * DAY).date()):
        with pytest.raises(AcceptanceUnlimited), nothing_changes():
            proposed(risk, people, noon, StrategyKind.ACCEPT, until)
    assert proposed(risk, people, noon, StrategyKind.ACCEPT, (noon + 89 * DAY).date()).accepted_until


def test_a_measure_is_finished_by_its_owner_and_verified_by_another(people, noon):
    risk = met(people, noon)
    measure = planned(risk, people, noon)
    with pytest.raises(NotItsOwner), nothing_changes():
        finish_measure(measure_id=measure.pk, evidence="好了", by=people.officer, at=noon)
    finish_measure(measure_id=measure.pk, evidence="好了", by=people.keeper, at=noon)
    own = people.keeper.also(next(iter(people.officer.roles)))
    with pytest.raises(SomebodyElseVerifies), nothing_changes():
        verify_measure(measure_id=measure.pk, verdict="好", by=own, at=noon)
    with pytest.raises(MeasuresOpen), nothing_changes():
        close_risk(risk_id=risk.pk, reason="无", by=people.officer, at=noon)
    measure.refresh_from_db()
    assert (measure.state, Risk.objects.get().state) == (MeasureState.DONE, RiskState.TREATED)
