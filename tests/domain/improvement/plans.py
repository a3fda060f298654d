"""A strategy, the plan of its year, a project of research, and ideas, for tests."""

from datetime import date

from tests.domain.governance.conftest import DAY, decide
from tests.domain.improvement.conftest import today
from zhanggui.domain.improvement.models import Initiative, Plan
from zhanggui.domain.improvement.operations.add_goal import GoalWish, add_goal
from zhanggui.domain.improvement.operations.add_initiative import InitiativeWish, add_initiative
from zhanggui.domain.improvement.operations.draft_plan import PlanWish, draft_plan
from zhanggui.domain.improvement.operations.move_idea import move_idea
from zhanggui.domain.improvement.operations.note_idea import note_idea
from zhanggui.domain.improvement.operations.prepare_release import ReleaseWish, prepare_release
from zhanggui.domain.improvement.operations.report_month import MonthWish, report_month
from zhanggui.domain.improvement.operations.submit_plan import submit_plan
from zhanggui.domain.improvement.operations.try_idea import Trial, try_idea
from zhanggui.domain.improvement.states import IdeaSource, InitiativeKind, PlanKind, Progress


def drafted(people, at, kind=PlanKind.STRATEGY, year=2026, until=2028) -> Plan:
    until = year if kind == PlanKind.YEAR else until
    wish = PlanWish(kind=kind, year=year, until_year=until, title="三年规划", rests_on="市场与自身分析")
    return draft_plan(wish=wish, by=people.risk, at=at)


def aimed(plan, metric, people, at, by_year=2027, target=99.0):
    wish = GoalWish(aim="准时送达", metric_id=metric.pk, target=target, by_year=by_year)
    return add_goal(plan_id=plan.pk, wish=wish, by=people.risk, at=at)


def initiative(plan, goal, people, at, **changes) -> Initiative:
    wish = {
        "goal_id": goal.pk,
        "kind": InitiativeKind.RESEARCH,
        "title": "路线优化",
        "aim": "缩短里程",
        "team": "技术组",
        "owner_id": people.keeper.account_id,
        "budget_fen": 100_000,
        "milestones": [("试点", date(2026, 11, 10)), ("推广", date(2026, 12, 20))],
    }
    return add_initiative(plan_id=plan.pk, wish=InitiativeWish(**wish | changes), by=people.risk, at=at)


def adopted(plan, people, at) -> Plan:
    submit_plan(plan_id=plan.pk, by=people.risk, at=at)
    decide(plan.pk, "approve", people.executive, at)
    plan.refresh_from_db()
    return plan


def planned_year(people, metric, at) -> Initiative:
    """A strategy and a plan in force since then, with one project of research."""
    strategy = drafted(people, at)
    goal = aimed(strategy, metric, people, at)
    adopted(strategy, people, at)
    plan = drafted(people, at, PlanKind.YEAR)
    project = initiative(plan, goal, people, at)
    adopted(plan, people, at)
    project.refresh_from_db()
    return project


def reported(project, people, at, month=date(2026, 11, 1), deviation="", why=""):
    progress = Progress.BEHIND if deviation else Progress.ON_TRACK
    wish = MonthWish(month=month, progress=progress, deviation=deviation, why=why)
    return report_month(initiative_id=project.pk, wish=wish, by=people.keeper, at=at)


def prepared(project, people, at, number="2026.11"):
    wish = ReleaseWish(number=number, need="配送投诉", notes="路线算法")
    return prepare_release(initiative_id=project.pk, wish=wish, by=people.keeper, at=at)


def noted(people, at):
    return note_idea(
        title="晚间配送", text="下班后收货", came_from=IdeaSource.CUSTOMERS, by=people.keeper, at=at
    )


def moved(idea, verb, by, at):
    return move_idea(idea_id=idea.pk, verb=verb, said="有人要", by=by, at=at)


def tried(idea, metric, people, at, **changes):
    trial = {
        "what": "一个城区",
        "consent": "下单时勾选",
        "metric_id": metric.pk,
        "stop_below": 90.0,
        "stop_above": None,
        "until": today(at) + 20 * DAY,
    }
    return try_idea(idea_id=idea.pk, trial=Trial(**trial | changes), by=people.executive, at=at)
