"""Each control of improvement is green over a house that improves itself, and red when it does not."""

from datetime import date

import pytest

from tests.domain.improvement import plans
from tests.domain.improvement.conftest import DAY, answered, carried_out, opened, planned, read, today
from tests.vocabulary import behind_the_back
from zhanggui.domain.care.models import SatisfactionResult
from zhanggui.domain.improvement import controls
from zhanggui.domain.improvement.operations.analyse import AnalysisWish, analyse
from zhanggui.domain.improvement.operations.assess_release import assess_release
from zhanggui.domain.improvement.operations.close_month import close_month
from zhanggui.domain.improvement.operations.decide_improvement import decide_improvement
from zhanggui.domain.improvement.operations.let_out_release import let_out_release
from zhanggui.domain.improvement.rules import KEPT_IN_VIEW, Span
from zhanggui.domain.improvement.states import AnalysisKind, Better, ImprovementSource, Unit
from zhanggui.mechanisms.controls import Status
from zhanggui.mechanisms.controls.counts import is_counted

pytestmark = pytest.mark.django_db

FINE = {"percent": (9, 9), "count": (1, 1), "score": (5, 1), "yuan": (900, 1), "hours": (1, 1)}


def result(people, noon) -> SatisfactionResult:
    """A published result with one theme below the limit."""
    means = {"service": 4.8, "goods": 4.0, "price": 4.5}
    return SatisfactionResult.objects.create(
        since=today(noon) - 40 * DAY, until=today(noon) - 12 * DAY, asked=20, answered=12,
        figures={theme: {"mean": mean, "count": 12} for theme, mean in means.items()},
        digest="0" * 64, published_by_id=people.officer.account_id, published_at=noon - 11 * DAY,
    )  # fmt: skip


@pytest.fixture
def improving(people, catalogue, noon):
    """Everything is read; a survey was analysed and its poor theme treated; two changes were kept."""
    for metric in catalogue.values():
        if is_counted(metric.source):
            rare = metric.unit == Unit.PERCENT and metric.better == Better.LOWER
            read(metric, noon, [(0, 9) if rare else FINE[metric.unit]] * KEPT_IN_VIEW)
    answered(noon)
    analyse(
        wish=AnalysisWish(
            kind=AnalysisKind.TREND, title="下单", conclusion="平稳",
            metric_id=catalogue["orders-placed"].pk, span=Span(today(noon) - 9 * DAY, today(noon) - DAY),
        ),
        by=people.keeper, at=noon,
    )  # fmt: skip
    survey = analyse(
        wish=AnalysisWish(
            kind=AnalysisKind.SURVEY, title="三季度", conclusion="商品偏低", result_id=result(people, noon).pk
        ),
        by=people.officer,
        at=noon - 9 * DAY,
    )
    poor = opened(people, catalogue["survey-goods"], noon - 9 * DAY,
                  analysis_id=survey.pk, came_from=ImprovementSource.SURVEY)  # fmt: skip
    planned(poor, people, noon - 9 * DAY)
    for code in ("complaints-answered", "delivery-on-time"):
        improvement = opened(people, catalogue[code], noon - 9 * DAY)
        carried_out(improvement, people, noon - 7 * DAY)
        decide_improvement(
            improvement_id=improvement.pk, verb="keep", reason="达标", by=people.executive, at=noon
        )


GREEN = (
    controls.metrics_fresh,
    controls.analyses_repeatable,
    controls.surveys_analysed,
    controls.service_improved,
    controls.delivery_improved,
    controls.strategy_measured,
    controls.plan_followed,
    controls.research_accounted,
    controls.ideas_followed,
    controls.positioning_held,
)
BROKEN = {
    "an area without a metric": (
        controls.metrics_fresh,
        "UPDATE improvement_metric SET retired_at = now() WHERE area = 'cost'",
        Status.BROKEN,
    ),
    "a metric nobody read": (
        controls.metrics_fresh,
        "DELETE FROM improvement_reading WHERE day > '{today}'::date - 4",
        Status.BROKEN,
    ),
    "a night that was missed": (
        controls.metrics_fresh,
        "DELETE FROM improvement_reading WHERE day = '{today}'::date - 9",
        Status.BROKEN,
    ),
    "a standing that was missed": (
        controls.metrics_fresh,
        "DELETE FROM controls_snapshot WHERE taken_on = '{today}'::date - 9",
        Status.BROKEN,
    ),
    "a value beyond its limit": (
        controls.metrics_fresh,
        "UPDATE improvement_metric SET lower_limit = 101 WHERE upper_limit IS NULL",
        Status.AT_RISK,
    ),
    "a figure that was changed": (
        controls.analyses_repeatable,
        "UPDATE improvement_analysis SET figures = jsonb_set(figures, '{{value}}', '9')",
        Status.BROKEN,
    ),
    "a reading that was changed": (
        controls.analyses_repeatable,
        "UPDATE improvement_reading SET amount = amount + 1",
        Status.BROKEN,
    ),
    "nothing analysed for a quarter": (
        controls.analyses_repeatable,
        "UPDATE improvement_analysis SET made_at = made_at - interval '100 days'",
        Status.AT_RISK,
    ),
    "a result nobody analysed": (
        controls.surveys_analysed,
        "DELETE FROM improvement_analysis WHERE kind = 'survey_result';"
        " UPDATE care_satisfactionresult SET published_at = published_at - interval '20 days'",
        Status.BROKEN,
    ),
    "a poor theme nobody improves": (
        controls.surveys_analysed,
        "UPDATE improvement_improvement SET state = 'opened' WHERE came_from = 'survey_result'",
        Status.BROKEN,
    ),
    "an action past its day": (
        controls.surveys_analysed,
        "UPDATE governance_measure SET due_on = due_on - 30 WHERE state = 'to_be_done'",
        Status.BROKEN,
    ),
    "service: a change kept for nothing": (
        controls.service_improved,
        "UPDATE improvement_improvement SET effect = '{{}}' WHERE decided_at IS NOT NULL",
        Status.BROKEN,
    ),
    "delivery: a problem nobody took up": (
        controls.delivery_improved,
        "UPDATE improvement_improvement SET state = 'opened', opened_at = opened_at - interval '20 days'",
        Status.BROKEN,
    ),
}


@pytest.mark.parametrize(("control", "broken", "status"), BROKEN.values(), ids=BROKEN)
def test_a_clause_is_kept_until_it_is_broken(control, broken, status, improving, noon):
    assert control(noon).status == Status.KEPT
    with behind_the_back() as change:
        change(broken.format(today=today(noon)))
    assert control(noon).status == status


@pytest.fixture
def ahead(improving, people, catalogue, noon):
    """A strategy and a plan in force since September; one project on time, one idea launched."""
    project = plans.planned_year(people, catalogue["delivery-on-time"], noon - 70 * DAY)
    for month in (10, 11):
        update = plans.reported(project, people, noon, date(2026, month, 1), "试点推迟", "司机不足")
        close_month(update_id=update.pk, decision="增聘两人", by=people.executive, at=noon)
    release = plans.prepared(project, people, noon)
    assess_release(release_id=release.pk, security="已扫描", privacy="不涉及", by=people.officer, at=noon)
    let_out_release(release_id=release.pk, by=people.keeper, at=noon)
    idea = plans.noted(people, noon - 20 * DAY)
    plans.moved(idea, "take_up", people.executive, noon - 19 * DAY)
    plans.tried(idea, catalogue["delivery-on-time"], people, noon - 18 * DAY)
    for verb in ("stop", "launch"):
        plans.moved(idea, verb, people.executive, noon)
    plans.noted(people, noon)


AHEAD_BROKEN = {
    "no strategy": (
        controls.strategy_measured,
        "UPDATE improvement_plan SET state = 'superseded' WHERE kind = 'development_plan'",
    ),
    "a goal nobody measures": (controls.strategy_measured, "DELETE FROM improvement_reading"),
    "a strategy nobody looked at": (
        controls.strategy_measured,
        "UPDATE improvement_plan SET decided_at = decided_at - interval '400 days'",
    ),
    "no plan of the year": (
        controls.plan_followed,
        "UPDATE improvement_plan SET state = 'superseded' WHERE kind = 'plan_of_a_year'",
    ),
    "a goal without an initiative": (
        controls.plan_followed,
        "INSERT INTO improvement_goal (id, plan_id, aim, metric_id, target, by_year)"
        " SELECT gen_random_uuid(), plan_id, aim, metric_id, target, 2028 FROM improvement_goal",
    ),
    "a late milestone nobody decided about": (
        controls.plan_followed,
        "UPDATE improvement_monthlyupdate SET closed_at = NULL WHERE month = '2026-11-01'",
    ),
    "a month left open": (
        controls.plan_followed,
        "DELETE FROM improvement_monthlyupdate WHERE month = '2026-10-01'",
    ),
    "a budget that is passed": (
        controls.research_accounted,
        "INSERT INTO improvement_projectexpense"
        " (id, initiative_id, spent_on, what, amount_fen, recorded_by_id, recorded_at)"
        " SELECT gen_random_uuid(), id, '2026-11-01', '超支', 100001, owner_id, now()"
        " FROM improvement_initiative",
    ),
    "a release nobody assessed": (
        controls.research_accounted,
        "UPDATE improvement_release SET assessed_at = assessed_at + interval '1 day'",
    ),
    "an idea that waits": (
        controls.ideas_followed,
        "UPDATE improvement_idea SET noted_at = noted_at - interval '40 days' WHERE state = 'written_down'",
    ),
    "an experiment without end": (
        controls.ideas_followed,
        "UPDATE improvement_idea SET state = 'being_tried', tried_until = '2026-11-01'"
        " WHERE state = 'launched'",
    ),
    "a launch nobody looked at": (
        controls.ideas_followed,
        "UPDATE improvement_idea SET review_on = '2026-11-01' WHERE state = 'launched'",
    ),
}


@pytest.mark.parametrize(("control", "broken"), AHEAD_BROKEN.values(), ids=AHEAD_BROKEN)
def test_what_is_planned_is_kept_until_it_is_broken(control, broken, ahead, noon):
    assert control(noon).status == Status.KEPT
    with behind_the_back() as change:
        change(broken)
    assert control(noon).status == Status.BROKEN


def test_before_anything_there_is_nothing_to_judge(noon):
    assert {control(noon).status for control in GREEN} == {Status.NO_DATA}
