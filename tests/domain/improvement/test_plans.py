"""A strategy has goals that are measured; the year's plan serves them, and its months are locked."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from tests.domain.governance.conftest import DAY
from tests.domain.improvement import plans
from tests.domain.improvement.conftest import read, today
from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.governance.refusals import NoSuchOwner, SayMore
from zhanggui.domain.improvement import refusals
from zhanggui.domain.improvement.models import MonthlyUpdate, Plan
from zhanggui.domain.improvement.operations.assess_release import assess_release
from zhanggui.domain.improvement.operations.close_month import close_month
from zhanggui.domain.improvement.operations.finish_initiative import finish_initiative
from zhanggui.domain.improvement.operations.let_out_release import let_out_release
from zhanggui.domain.improvement.operations.reach_milestone import reach_milestone
from zhanggui.domain.improvement.operations.record_expense import ExpenseWish, record_expense
from zhanggui.domain.improvement.operations.review_strategy import review_strategy
from zhanggui.domain.improvement.operations.submit_plan import submit_plan
from zhanggui.domain.improvement.operations.withdraw_plan import withdraw_plan
from zhanggui.domain.improvement.states import IDEA, PLAN, IdeaState, PlanKind, PlanState
from zhanggui.domain.improvement.watching import watch_experiments
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.roles import Role
from zhanggui.kernel.lifecycle import WrongState

pytestmark = pytest.mark.django_db


@pytest.fixture
def metric(catalogue):
    return catalogue["delivery-on-time"]


def test_a_plan_needs_a_strategy_and_serves_each_of_its_goals(people, metric, catalogue, noon):
    with pytest.raises(refusals.NoStrategy), nothing_changes():
        plans.drafted(people, noon, PlanKind.YEAR)
    strategy = plans.drafted(people, noon)
    with pytest.raises(refusals.PlanEmpty), nothing_changes():
        submit_plan(plan_id=strategy.pk, by=people.risk, at=noon)
    goal = plans.aimed(strategy, metric, people, noon)
    plans.aimed(strategy, catalogue["freight-each"], people, noon, target=10)
    for changes, refusal in (
        ({"by_year": 2030}, refusals.YearsCrossed),
        ({}, refusals.GoalKnown),
    ):
        with pytest.raises(refusal), nothing_changes():
            plans.aimed(strategy, metric, people, noon, **changes)
    plans.adopted(strategy, people, noon)
    with pytest.raises(WrongState), nothing_changes():
        plans.aimed(strategy, catalogue["orders-placed"], people, noon)

    plan = plans.drafted(people, noon, PlanKind.YEAR)
    for changes, refusal in (
        ({"owner_id": SYSTEM.account_id}, NoSuchOwner),
        ({"milestones": [("试点", date(2027, 1, 1))]}, refusals.MilestonesMissing),
        ({"milestones": []}, refusals.MilestonesMissing),
        ({"depends_on_id": goal.pk}, refusals.NotOfThisPlan),
        ({"title": " "}, SayMore),
    ):
        with pytest.raises(refusal), nothing_changes():
            plans.initiative(plan, goal, people, noon, **changes)
    plans.initiative(plan, goal, people, noon)
    with pytest.raises(refusals.GoalsUnserved), nothing_changes():
        submit_plan(plan_id=plan.pk, by=people.risk, at=noon)
    withdraw_plan(plan_id=plan.pk, by=people.risk, at=noon)
    assert plans.drafted(people, noon, PlanKind.YEAR).number == 2


def test_a_strategy_is_looked_at_with_where_its_goals_stand(people, metric, noon):
    project = plans.planned_year(people, metric, noon - 20 * DAY)
    read(metric, noon, [(9, 10)] * 30)
    strategy = Plan.objects.get(kind=PlanKind.STRATEGY)
    review = review_strategy(plan_id=strategy.pk, conclusion="加快", by=people.executive, at=noon)
    (goal,) = review.standing
    assert (goal["value"], goal["target"], goal["reached"]) == (90.0, 99.0, False)

    newer = plans.drafted(people, noon)
    plans.aimed(newer, metric, people, noon)
    plans.adopted(newer, people, noon)
    strategy.refresh_from_db()
    assert (strategy.state, newer.state) == (PlanState.SUPERSEDED, PlanState.ADOPTED)
    assert project.plan.strategy == strategy, "what was planned keeps the version it followed"


def test_a_month_is_put_right_until_it_is_closed(people, metric, noon):
    project = plans.planned_year(people, metric, noon - 20 * DAY)
    plans.reported(project, people, noon)
    update = plans.reported(project, people, noon, deviation="试点推迟", why="司机不足")
    for month, deviation, why, refusal in (
        (date(2026, 12, 1), "", "", refusals.MonthNotCome),
        (date(2025, 11, 1), "", "", refusals.MonthNotCome),
        (date(2026, 11, 1), "推迟", "", refusals.DeviationUnexplained),
    ):
        with pytest.raises(refusal), nothing_changes():
            plans.reported(project, people, noon, month, deviation, why)
    with pytest.raises(refusals.DeviationUndecided), nothing_changes():
        close_month(update_id=update.pk, decision=" ", by=people.executive, at=noon)

    close_month(update_id=update.pk, decision="增聘两人", by=people.executive, at=noon)

    with pytest.raises(refusals.MonthClosed), nothing_changes():
        plans.reported(project, people, noon)
    with pytest.raises(refusals.MonthClosed), nothing_changes():
        close_month(update_id=update.pk, decision="再议", by=people.executive, at=noon)
    with pytest.raises(DatabaseError), transaction.atomic():
        MonthlyUpdate.objects.update(deviation="")


def test_research_spends_and_releases_only_what_was_assessed_by_somebody_else(people, metric, noon):
    project = plans.planned_year(people, metric, noon - 20 * DAY)
    finance, officer = somebody("财务", Role.FINANCE), people.officer

    def spent(amount, day=None):
        wish = ExpenseWish(what="服务器", spent_on=day or today(noon), amount_fen=amount)
        return record_expense(initiative_id=project.pk, wish=wish, by=finance, at=noon)

    spent(50_000), spent(-1_000)
    for amount, day in ((0, None), (100, today(noon) + DAY)):
        with pytest.raises(refusals.NoAmount), nothing_changes():
            spent(amount, day)
    assert plans.reported(project, people, noon).spent_fen == 49_000

    release = plans.prepared(project, people, noon)
    with pytest.raises(refusals.ReleaseKnown), nothing_changes():
        plans.prepared(project, people, noon)
    with pytest.raises(refusals.NotAssessed), nothing_changes():
        let_out_release(release_id=release.pk, by=people.keeper, at=noon)
    with pytest.raises(SayMore), nothing_changes():
        assess_release(release_id=release.pk, security="无新增暴露面", privacy="", by=officer, at=noon)
    assess_release(release_id=release.pk, security="无新增暴露面", privacy="不涉及", by=officer, at=noon)
    assert let_out_release(release_id=release.pk, by=people.keeper, at=noon).released_at == noon

    with pytest.raises(refusals.MilestonesOpen), nothing_changes():
        finish_initiative(initiative_id=project.pk, result="完成", rights="", by=people.keeper, at=noon)
    for one in project.milestones.all():
        with pytest.raises(refusals.NotItsInitiator), nothing_changes():
            reach_milestone(milestone_id=one.pk, evidence="报告", by=people.risk, at=noon)
        reach_milestone(milestone_id=one.pk, evidence="报告", by=people.keeper, at=noon)
    with pytest.raises(refusals.MilestonePassed), nothing_changes():
        reach_milestone(milestone_id=one.pk, evidence="报告", by=people.keeper, at=noon)
    done = finish_initiative(
        initiative_id=project.pk, result="里程减三成", rights="软著一项", by=people.keeper, at=noon
    )
    assert done.finished_at == noon


def test_an_experiment_is_stopped_by_its_rule_and_a_launch_is_looked_at_later(people, metric, noon):
    idea = plans.noted(people, noon - 10 * DAY)
    with pytest.raises(WrongState), nothing_changes():
        plans.tried(idea, metric, people, noon - 9 * DAY)
    plans.moved(idea, "take_up", people.executive, noon - 9 * DAY)
    for changes, refusal in (
        ({"stop_below": None}, refusals.NoStopRule),
        ({"until": today(noon) - 30 * DAY}, refusals.NoStopRule),
        ({"consent": " "}, SayMore),
    ):
        with pytest.raises(refusal), nothing_changes():
            plans.tried(idea, metric, people, noon - 9 * DAY, **changes)
    plans.tried(idea, metric, people, noon - 9 * DAY)
    with nothing_changes():
        assert watch_experiments(by=SYSTEM, at=noon - 8 * DAY) == []
    read(metric, noon, [(10, 10)] * 4 + [(7, 10)] * 4)
    (stopped,) = watch_experiments(by=SYSTEM, at=noon + DAY)
    assert stopped.state == IdeaState.TRIED
    assert stopped.steps.get(state=IdeaState.TRIED).value == 85.0

    owner = somebody("合规二", Role.COMPLIANCE_OFFICER)
    plans.moved(idea, "launch", owner, noon + 2 * DAY)
    with pytest.raises(refusals.TooEarlyToLook), nothing_changes():
        plans.moved(idea, "look", owner, noon + 80 * DAY)
    assert plans.moved(idea, "look", owner, noon + 92 * DAY).state == IdeaState.LOOKED_AT


def test_an_experiment_ends_on_its_last_day(people, metric, noon):
    idea = plans.noted(people, noon)
    plans.moved(idea, "take_up", people.executive, noon)
    plans.tried(idea, metric, people, noon)
    assert watch_experiments(by=SYSTEM, at=noon + 20 * DAY) == []
    assert watch_experiments(by=SYSTEM, at=noon + 21 * DAY) == [idea]


def test_nobody_decides_about_their_own_idea(people, noon):
    officer = somebody("合规二", Role.COMPLIANCE_OFFICER)
    idea = plans.noted(people, noon)
    idea.__class__.objects.filter(pk=idea.pk).update(noted_by_id=officer.account_id)
    with pytest.raises(refusals.SomebodyElseDecides), nothing_changes():
        plans.moved(idea, "take_up", officer, noon)


@pytest.mark.parametrize("life", [PLAN, IDEA], ids=["plan", "idea"])
def test_every_verb_in_every_state_leads_on_or_is_refused(life):
    for state in type(life.initial):
        for verb in life.verbs():
            if not life.allows(state, verb):
                with pytest.raises(WrongState):
                    life.after(state, verb)
    assert {life.initial, *life.table.values()} == set(type(life.initial))
