"""The house improves itself at its desks: metrics, analyses, improvements, plans and ideas, in Chinese."""

import pytest
from django.urls import reverse

from tests.domain.governance.conftest import DAY, decide
from tests.domain.improvement.conftest import catalogue, people, read, today
from tests.surfaces.console.test_risk_desk import at_desk
from zhanggui.domain.governance.models import Measure
from zhanggui.domain.improvement.models import (
    Analysis,
    Goal,
    Idea,
    Improvement,
    Initiative,
    Metric,
    MonthlyUpdate,
    Plan,
    Release,
)
from zhanggui.kernel import clock

__all__ = ["catalogue", "people"]

pytestmark = pytest.mark.django_db


def listed(model):
    return reverse(f"admin:improvement_{model._meta.model_name}_changelist")


def start(client, model, name, answers):
    address = f"{listed(model)}start/{name}/"
    assert client.get(address).status_code == 200
    answer = client.post(address, answers)
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    return model.objects.latest("id")


def act(client, thing, name, answers):
    label = thing._meta
    address = reverse(f"admin:{label.app_label}_{label.model_name}_act", args=[thing.pk, name])
    assert client.get(address).status_code == 200
    answer = client.post(address, answers or {"sure": "yes"})
    assert answer.status_code == 302, answer.context and answer.context["form"].errors


def shown(client, thing):
    page = client.get(reverse(f"admin:improvement_{thing._meta.model_name}_change", args=[thing.pk]))
    assert page.status_code == 200
    return page.content.decode()


def test_from_a_metric_to_an_improvement(people, catalogue):
    keeper, chief = at_desk(people.keeper), at_desk(people.executive)
    metric, now = catalogue["complaints-answered"], clock.now()
    read(metric, now, [(8, 10)] * 6)
    assert "80%" in keeper.get(listed(Metric)).content.decode()
    limits = {"owner": str(people.keeper.account_id), "lower": "97", "upper": "", "reason": "从严"}
    act(chief, metric, "limits", limits)
    assert "≥ 97%" in shown(keeper, metric)

    days = {"since": (today(now) - 3 * DAY).isoformat(), "until": (today(now) - DAY).isoformat()}
    trend = {"title": "答复率", "metric": str(metric.pk), "conclusion": "偏低", **days}
    analysis = start(keeper, Analysis, "trend", trend)
    assert "结果一致" in shown(keeper, analysis)
    assert "上控制限" in shown(keeper, start(keeper, Analysis, "chart", trend))
    other = {"since_2": days["since"], "until_2": days["since"]}
    assert "80%" in shown(keeper, start(keeper, Analysis, "compare", {**trend, **other}))

    problem = {
        "source": "complaint_causes", "problem": "答复太慢", "metric": str(metric.pk), "target": "95",
        "days": "2", "owner": str(people.keeper.account_id),
    }  # fmt: skip
    act(keeper, analysis, "improve", problem)
    improvement = Improvement.objects.get()
    due = (today(now) + DAY).isoformat()
    plan = {"what": "增设晚班", "owner": str(people.keeper.account_id), "due": due, "cost": ""}
    act(keeper, improvement, "plan", plan)
    measure = Measure.objects.get()
    act(keeper, measure, "finish", {"evidence": "排班表"})
    act(at_desk(people.officer), measure, "verify", {"verdict": "已到岗"})
    assert "改进后的天数须与改进前相同" in shown(keeper, improvement)
    buttons = f"/{improvement.pk}/act/"
    assert f"{buttons}keep/" in shown(chief, improvement)
    assert f"{buttons}keep/" not in shown(keeper, improvement), "who carried it out does not decide"


def test_from_a_strategy_to_a_locked_month_and_a_release(people, catalogue):
    drafter, chief, keeper = at_desk(people.risk), at_desk(people.executive), at_desk(people.keeper)
    year, metric, now = today(clock.now()).year, catalogue["delivery-on-time"], clock.now()
    words = {"year": year, "until_year": year, "title": "规划", "rests_on": "市场分析"}
    strategy = start(drafter, Plan, "draft", {"kind": "development_plan", **words})
    goal = {"aim": "准时送达", "metric": str(metric.pk), "target": "99", "by_year": year}
    act(drafter, strategy, "goal", goal)
    act(drafter, strategy, "submit", {})
    decide(strategy.pk, "approve", people.executive, now)
    act(chief, strategy, "review", {"conclusion": "加快"})
    assert "加快" in shown(keeper, strategy)

    plan = start(drafter, Plan, "draft", {"kind": "plan_of_a_year", **words})
    initiative = {
        "goal": str(Goal.objects.get().pk), "kind": "of_research", "title": "路线", "aim": "缩短",
        "team": "技术组",
        "owner": str(people.keeper.account_id), "budget": "1000", "waits_for": "",
    }  # fmt: skip
    address = reverse("admin:improvement_plan_act", args=[plan.pk, "initiative"])
    refused = drafter.post(address, {**initiative, "milestones": "试点 2026"})
    assert refused.status_code == 422
    assert "无法识别这一行" in refused.content.decode()
    act(drafter, plan, "initiative", {**initiative, "milestones": f"试点 | {year}-12-31"})
    act(drafter, plan, "submit", {})
    decide(plan.pk, "approve", people.executive, now)

    project = Initiative.objects.get()
    month = {"month": today(now).isoformat(), "progress": "behind_plan", "deviation": "推迟", "why": "缺人"}
    act(keeper, project, "report", month)
    act(chief, MonthlyUpdate.objects.get(), "close", {"decision": "增聘"})
    act(keeper, project, "release", {"version": "1.0", "need": "投诉", "notes": "算法"})
    release = Release.objects.get()
    act(at_desk(people.officer), release, "assess", {"security": "已扫描", "privacy": "不涉及"})
    act(keeper, release, "release", {})
    page = shown(keeper, project)
    assert "增聘" in page
    assert "/act/report/" not in shown(chief, project), "only its owner reports"


def test_an_idea_is_tried_with_consent(people, catalogue):
    keeper, chief = at_desk(people.keeper), at_desk(people.executive)
    idea = start(
        keeper, Idea, "note", {"title": "晚间配送", "text": "下班后收货", "source": "from_customers"}
    )
    act(chief, idea, "take_up", {"said": "值得"})
    trial = {
        "what": "一个城区", "consent": "下单时勾选", "metric": str(catalogue["delivery-on-time"].pk),
        "stop_below": "90", "stop_above": "", "until": (today(clock.now()) + 9 * DAY).isoformat(),
    }  # fmt: skip
    act(chief, idea, "try", trial)
    page = shown(keeper, idea)
    assert "试验中" in page
    assert "下单时勾选" in page


def test_a_longer_catalogue_asks_the_database_no_more(people, catalogue, django_assert_max_num_queries):
    chief = at_desk(people.executive)
    chief.get(listed(Metric))
    with django_assert_max_num_queries(30) as asked:
        chief.get(listed(Metric))
    Metric.objects.exclude(code__startswith="calls").update(retired_at=clock.now())
    with django_assert_max_num_queries(len(asked)):
        chief.get(listed(Metric))
