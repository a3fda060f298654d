"""Where the house wants to go: a strategy, the plan of this year, research with a release, and ideas."""

from datetime import date, timedelta

from zhanggui.demo.cast import staff
from zhanggui.demo.firms import judge
from zhanggui.demo.story import on_day
from zhanggui.domain.improvement.models import Goal, Initiative, Metric, Plan
from zhanggui.domain.improvement.operations.add_goal import GoalWish, add_goal
from zhanggui.domain.improvement.operations.add_initiative import InitiativeWish, add_initiative
from zhanggui.domain.improvement.operations.assess_release import assess_release
from zhanggui.domain.improvement.operations.close_month import close_month
from zhanggui.domain.improvement.operations.draft_plan import PlanWish, draft_plan
from zhanggui.domain.improvement.operations.let_out_release import let_out_release
from zhanggui.domain.improvement.operations.move_idea import move_idea
from zhanggui.domain.improvement.operations.note_idea import note_idea
from zhanggui.domain.improvement.operations.prepare_release import ReleaseWish, prepare_release
from zhanggui.domain.improvement.operations.reach_milestone import reach_milestone
from zhanggui.domain.improvement.operations.record_expense import ExpenseWish, record_expense
from zhanggui.domain.improvement.operations.report_month import MonthWish, report_month
from zhanggui.domain.improvement.operations.review_strategy import review_strategy
from zhanggui.domain.improvement.operations.submit_plan import submit_plan
from zhanggui.domain.improvement.operations.try_idea import Trial, try_idea
from zhanggui.domain.improvement.states import IdeaSource, InitiativeKind, PlanKind, Progress
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI

DRAFTED, SPENT, RELEASED, THOUGHT, TRIED, REPORTED = 3, 12, 20, 15, 24, 33
"""The days on which these things happened."""

GOALS = (
    ("配送准时，说到做到", "delivery-on-time", 99.0),
    ("服务满意度稳居高位", "survey-service", 4.8),
    ("商品高品质：质量投诉率逐年下降", "quality-complaints", 3.0),
    ("高性价比：价格不高于市场", "price-benchmark", 100.0),
    ("配送更省：每单运费持续下降", "freight-each", 11.0),
)


def the_house_looks_ahead() -> None:
    """A strategy for three years and the plan of this one; its projects; ideas tried and waiting."""
    year = clock.now().astimezone(SHANGHAI).year
    strategy = _drafted(PlanKind.STRATEGY, year, year + 2, "三年发展战略", "市场规模、顾客构成与自身能力分析")
    for aim, code, target in GOALS:
        wish = GoalWish(aim=aim, metric_id=_metric(code).pk, target=target, by_year=year)
        add_goal(plan_id=strategy.pk, wish=wish, by=staff("risk"), at=on_day(DRAFTED, 10))
    _adopted(strategy, 11)
    plan = _drafted(PlanKind.YEAR, year, year, f"{year} 年实施计划", "战略目标分解与上年执行情况")
    first, *others = [
        _undertaken(plan, goal, place) for place, goal in enumerate(strategy.goals.order_by("id"))
    ]
    _adopted(plan, 15)
    _researched(first)
    for initiative in (first, *others):
        _month_told(initiative, year)
    review_strategy(
        plan_id=strategy.pk,
        conclusion="开业首月目标总体可达，商品质量与运费列为重点跟踪。",
        by=staff("executive"),
        at=on_day(REPORTED, 16),
    )
    _ideas()


def _metric(code: str) -> Metric:
    return Metric.objects.get(code=code)


def _drafted(kind: PlanKind, year: int, until: int, title: str, rests_on: str) -> Plan:
    wish = PlanWish(kind=kind, year=year, until_year=until, title=title, rests_on=rests_on)
    return draft_plan(wish=wish, by=staff("risk"), at=on_day(DRAFTED, 9))


def _adopted(plan: Plan, hour: int) -> None:
    submit_plan(plan_id=plan.pk, by=staff("risk"), at=on_day(DRAFTED, hour))
    judge(plan.pk, "approve", staff("executive"), on_day(DRAFTED, hour + 1))


UNDERTAKEN = (
    (
        InitiativeKind.RESEARCH,
        "配送路线与承诺日算法",
        "缩短里程，承诺更准",
        "技术组、物流组",
        "logistics",
        60_000,
    ),
    (InitiativeKind.OPERATION, "客服一次解决", "首次来电即解决", "客服一组", "supervisor", 20_000),
    (InitiativeKind.OPERATION, "重点品类入库加检", "瑕疵不出库", "质检组", "inspector", 30_000),
    (InitiativeKind.OPERATION, "季度比价与调价", "正常价不高于市场", "价格组", "price", 5_000),
    (InitiativeKind.OPERATION, "包装与承运商组合优化", "降低每单运费", "仓储组、物流组", "logistics", 10_000),
)


def _undertaken(plan: Plan, goal: Goal, place: int) -> Initiative:
    kind, title, aim, team, owner, yuan = UNDERTAKEN[place]
    middle = max(on_day(RELEASED + 5).date(), date(plan.year, 1, 31))
    wish = InitiativeWish(
        goal_id=goal.pk,
        kind=kind,
        title=title,
        aim=aim,
        team=team,
        owner_id=staff(owner).account_id,
        budget_fen=yuan * 100,
        milestones=[
            ("方案与试点", min(middle, date(plan.year, 12, 30))),
            ("全面推行", date(plan.year, 12, 31)),
        ],
    )
    return add_initiative(plan_id=plan.pk, wish=wish, by=staff("risk"), at=on_day(DRAFTED, 13))


def _researched(project: Initiative) -> None:
    """Money spent, a milestone reached, and a release that was assessed before it went out."""
    owner = project.owner.actor(via="demo")
    for what, yuan in (("路线算法开发人力", 18_000), ("地图服务与测试服务器", 4_200)):
        wish = ExpenseWish(what=what, spent_on=on_day(SPENT).date(), amount_fen=yuan * 100)
        record_expense(initiative_id=project.pk, wish=wish, by=staff("finance"), at=on_day(SPENT, 16))
    released = ReleaseWish(
        number=f"{project.number}-1.0",
        need="个别线路晚于承诺日送达，顾客投诉配送时间。",
        notes="路线规划改用两阶段优化，承诺日按线路时效计算。",
    )
    release = prepare_release(initiative_id=project.pk, wish=released, by=owner, at=on_day(RELEASED, 9))
    assess_release(
        release_id=release.pk,
        security="未新增对外接口；依赖扫描无高危；回退方案已演练。",
        privacy="仅使用收货区县与坐标，不新增个人信息，已做影响评估。",
        by=staff("security-officer"),
        at=on_day(RELEASED, 14),
    )
    let_out_release(release_id=release.pk, by=owner, at=on_day(RELEASED, 20))


def _month_told(initiative: Initiative, year: int) -> None:
    """The first milestone is reached; the month it began in is reported and closed."""
    owner = initiative.owner.actor(via="demo")
    first = initiative.milestones.order_by("due_on").first()
    assert first is not None
    reach_milestone(milestone_id=first.pk, evidence="试点报告与数据对比。", by=owner, at=on_day(RELEASED, 21))
    month = on_day(DRAFTED).date()
    if month.year != year:
        return
    behind = initiative.kind == InitiativeKind.RESEARCH
    wish = MonthWish(
        month=month,
        progress=Progress.BEHIND if behind else Progress.ON_TRACK,
        deviation="试点线路比计划少一条。" if behind else "",
        why="自营车辆年检停运三天。" if behind else "",
    )
    update = report_month(initiative_id=initiative.pk, wish=wish, by=owner, at=on_day(REPORTED, 10))
    close_month(
        update_id=update.pk,
        decision="下月补齐线路，预算不变。" if behind else "",
        by=staff("executive"),
        at=on_day(REPORTED, 15),
    )


def _ideas() -> None:
    """One is being tried by consent, one was turned down, one waits."""
    judge_of_ideas = staff("executive")
    evening = note_idea(
        title="晚间时段配送",
        text="多位顾客来电希望下班后收货，建议在嘉兴试行 19 至 21 点配送。",
        came_from=IdeaSource.CUSTOMERS,
        by=staff("supervisor"),
        at=on_day(THOUGHT, 10),
    )
    gold = note_idea(
        title="直播间抽奖换评价",
        text="用抽奖换取五星评价。",
        came_from=IdeaSource.STAFF,
        by=staff("scheduler"),
        at=on_day(THOUGHT, 11),
    )
    note_idea(
        title="购物车到货提醒合并",
        text="数据显示同一会员一周收到多条提醒，建议合并为一条。",
        came_from=IdeaSource.DATA,
        by=staff("ad-reviewer"),
        at=clock.now() - timedelta(days=2),
    )
    said = "需求真实，成本可控，先在一个城区试验。"
    move_idea(idea_id=evening.pk, verb="take_up", said=said, by=judge_of_ideas, at=on_day(THOUGHT, 15))
    said = "以奖换评价属虚假评价，不采纳。"
    move_idea(idea_id=gold.pk, verb="turn_down", said=said, by=judge_of_ideas, at=on_day(THOUGHT, 15))
    trial = Trial(
        what="嘉兴南湖区 30 位会员，自营车辆 19 至 21 点配送。",
        consent="下单时主动勾选，可随时取消，不影响原配送服务。",
        metric_id=_metric("delivery-on-time").pk,
        stop_below=90.0,
        stop_above=None,
        until=on_day(TRIED + 60).date(),
    )
    try_idea(idea_id=evening.pk, trial=trial, by=judge_of_ideas, at=on_day(TRIED, 10))
