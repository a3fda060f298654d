"""Each control of governance is green over a house in good order, and red when its clause is broken."""

import pytest

from tests.domain.governance.conftest import DAY, met, planned, scored
from tests.vocabulary import behind_the_back
from zhanggui.domain.governance import controls
from zhanggui.domain.governance.operations.finish_measure import finish_measure
from zhanggui.domain.governance.operations.report_event import Happening, report_event
from zhanggui.domain.governance.operations.verify_measure import verify_measure
from zhanggui.domain.governance.states import Area, Gravity, Prompt
from zhanggui.mechanisms import cases
from zhanggui.mechanisms.controls import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def governed(people, noon):
    """Every process has a risk; one was high, came true, and was put right."""
    for area in Area:
        met(people, noon, after=(1, 2), area=area)
    risk = met(people, noon, after=(3, 4))
    measure = planned(risk, people, noon, control="pricing.supervised")
    happening = Happening(what="缺货三单", gravity=Gravity.MAJOR)
    event = report_event(risk_id=risk.pk, happening=happening, by=people.keeper, at=noon)
    cases.respond(case_id=event.case_id, text="在补货", by=people.risk, at=noon)
    finish_measure(measure_id=measure.pk, evidence="盘点单", by=people.keeper, at=noon)
    verify_measure(measure_id=measure.pk, verdict="有效", by=people.officer, at=noon)
    scored(risk, people, noon, after=(1, 4), prompt=Prompt.TREATED)
    return risk


BROKEN = {
    "a process nobody looked at": (
        controls.processes_reviewed,
        "UPDATE governance_risk SET process = 'publicity' WHERE process = 'broadcasting'",
        Status.BROKEN,
    ),
    "a score past its day": (
        controls.scores_current,
        "UPDATE governance_risk SET assess_by = assess_by - interval '100 days'",
        Status.BROKEN,
    ),
    "a high risk left alone": (
        controls.scores_current,
        "UPDATE governance_risk SET strategy_id = NULL, state = 'scored',"
        " registered_at = registered_at - interval '30 days';"
        " UPDATE governance_assessment SET level_after = 'high_level'",
        Status.BROKEN,
    ),
    "no measure": (
        controls.measures_planned,
        "UPDATE governance_assessment SET level_after = 'medium_level';",
        Status.BROKEN,
    ),
    "a measure past its day": (
        controls.measures_planned,
        "UPDATE governance_measure SET state = 'to_be_done', due_on = due_on - 60",
        Status.BROKEN,
    ),
    "borne for ever": (
        controls.strategies_agreed,
        "UPDATE governance_strategy SET kind = 'accept_it', accepted_until = '2026-01-01'",
        Status.BROKEN,
    ),
    "never verified": (
        controls.responses_carried_out,
        "UPDATE governance_measure SET state = 'to_be_verified', done_at = done_at - interval '30 days'",
        Status.BROKEN,
    ),
    "an event answered late": (
        controls.responses_carried_out,
        "UPDATE cases_case SET responded_at = respond_by + interval '1 minute'",
        Status.BROKEN,
    ),
    "above its target": (
        controls.responses_carried_out,
        "UPDATE governance_assessment SET level_after = 'high_level'",
        Status.AT_RISK,
    ),
}


@pytest.mark.parametrize(("control", "broken", "status"), BROKEN.values(), ids=BROKEN)
def test_a_clause_is_kept_until_it_is_broken(control, broken, status, governed, people, noon):
    if control is controls.measures_planned:
        planned(met(people, noon, after=(2, 4)), people, noon)
    later = noon + DAY
    assert control(later).status == Status.KEPT
    with behind_the_back() as change:
        change(broken)
    assert control(later).status == status
