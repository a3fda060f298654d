"""Each control of governance is green over a house in good order, and red when its clause is broken."""

import pytest

from tests.domain.governance import audits
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


@pytest.fixture
def audited(people, noon):
    """One audit, with a finding that was put right, a report and a reply."""
    audit = audits.begun(people, noon)
    sample = audits.sampled(audit, people, noon)
    finding = audits.found(audit, people, noon, sample_id=sample.pk, records=sample.drawn)
    audits.put_right(audits.agreed(finding, people, noon), people, noon)
    audits.answered(audits.reported(audit, people, noon), people, noon)


AUDITS_BROKEN = {
    "no charter": (
        controls.auditors_independent,
        "UPDATE governance_mandate SET state = 'superseded' WHERE kind = 'audit_charter'",
    ),
    "an auditor who keeps a warehouse": (
        controls.auditors_independent,
        "UPDATE identity_grant SET role = 'internal_auditor' WHERE role = 'executive';"
        " UPDATE identity_grant SET person_id = (SELECT person_id FROM identity_grant"
        " WHERE role = 'warehouse_keeper' LIMIT 1) WHERE role = 'internal_auditor';"
        " UPDATE identity_account SET person_id = (SELECT person_id FROM identity_grant"
        " WHERE role = 'warehouse_keeper' LIMIT 1)",
    ),
    "a sample that was tampered with": (
        controls.audits_made,
        "UPDATE governance_sample SET drawn = drawn[1:1] || gen_random_uuid()",
    ),
    "an audit that was planned and not made": (
        controls.audits_made,
        "UPDATE governance_audit SET place = 9;"
        " UPDATE governance_mandate SET planned_audits ="
        " jsonb_set(planned_audits, '{0,due}', '\"2026-11-01\"') WHERE kind = 'audit_plan'",
    ),
    "an action past its day": (
        controls.findings_put_right,
        "UPDATE governance_measure SET state = 'to_be_done', due_on = due_on - 30",
    ),
    "an action that the officer verified": (
        controls.findings_put_right,
        "UPDATE governance_measure SET verified_by_id = planned_by_id",
    ),
    "a report that changed": (
        controls.reports_issued,
        "UPDATE governance_report SET content = jsonb_set(content, '{conclusion}', '\"好\"')",
    ),
    "a report that came too late": (
        controls.reports_issued,
        "UPDATE governance_audit SET fieldwork_ended_at = fieldwork_ended_at - interval '31 days'",
    ),
    "no reply": (
        controls.reports_issued,
        "DELETE FROM governance_reply;"
        " UPDATE governance_report SET issued_at = issued_at - interval '40 days'",
    ),
}


@pytest.mark.parametrize(("control", "broken"), AUDITS_BROKEN.values(), ids=AUDITS_BROKEN)
def test_a_clause_about_audits_is_kept_until_it_is_broken(control, broken, audited, noon):
    assert control(noon + DAY).status == Status.KEPT
    with behind_the_back() as change:
        change(broken)
    assert control(noon + DAY).status == Status.BROKEN
