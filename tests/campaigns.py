"""Campaigns for tests: planned, approved, running."""

from dataclasses import replace
from datetime import datetime, timedelta

from tests import ads
from tests.people import somebody
from zhanggui.domain.advertising.states import Medium
from zhanggui.domain.campaigns.models import Campaign, Material, Plan
from zhanggui.domain.campaigns.operations.add_material import MaterialWish, add_material
from zhanggui.domain.campaigns.operations.draft_campaign import draft_campaign
from zhanggui.domain.campaigns.operations.start_campaign import start_campaign
from zhanggui.domain.campaigns.operations.submit_campaign_plan import submit_campaign_plan
from zhanggui.domain.campaigns.policies import CAMPAIGN_PLAN
from zhanggui.domain.campaigns.rules import Emergency, Judged, Learnt, PlanWish, Task
from zhanggui.domain.campaigns.states import Decision, Method
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.approvals import Judgement, Verdict

DAY = timedelta(days=1)
JUDGED = Judged(
    text="新客带动明显，短视频渠道转化低于预期",
    methods=(Method.DATA, Method.SURVEY),
    sample="活动期全部订单；回访50位顾客",
    conclusions=(
        Learnt(finding="短视频转化低", decision=Decision.CHANGE, measure="改投电视节目，由排期负责"),
    ),
)


def planner() -> Actor:
    """Somebody who plans and runs campaigns."""
    return ads.writer()


def plan(at: datetime, **change: object) -> PlanWish:
    """A whole plan that begins now."""
    whole = PlanWish(
        purpose="拉动青瓷品类新客",
        features="电视讲解加七天无理由退货",
        audience="35至55岁家庭用户",
        content="产地溯源故事与主持人演示",
        form="节目预告、首页横幅、短信",
        media=(Medium.TELEVISION, Medium.SHOP),
        trend="本站搜索“茶具”环比上升20%（数据日报，2026-11-20）",
        sensitivities="避开哀悼日；不使用未成年人形象",
        targets={"reach": 50_000, "clicks": 2_000, "orders": 100, "revenue_fen": 3_000_000},
        budget_fen=500_000,
        starts_at=at,
        ends_at=at + 7 * DAY,
        tasks=(Task(what="核对库存", who="排期", due_at=at), Task(what="上线横幅", who="编辑", due_at=at)),
        emergencies=(Emergency(risk="售罄", measure="撤下横幅并改推候补", duty="值班编辑"),),
    )
    return replace(whole, **change)  # type: ignore[arg-type]


def drafted(at: datetime, *, by: Actor | None = None, **change: object) -> Plan:
    """A draft of a campaign."""
    return draft_campaign(name="青瓷节", plan=plan(at, **change), by=by or planner(), at=at)


def decide(plan: Plan, step: str, at: datetime, by: Actor | None = None) -> None:
    """Whoever this step needs finds every item in order."""
    review = approvals.review_of(plan.pk)
    assert review is not None
    role = Role.AD_REVIEWER if step == "check" else Role.EXECUTIVE
    answers = CAMPAIGN_PLAN.all_ok(step)
    judgement = Judgement(step=step, verdict=Verdict.APPROVE, answers=answers)
    approvals.decide(review_id=review.id, judgement=judgement, by=by or somebody("审批", role), at=at)


def adopt(plan: Plan, at: datetime, by: Actor) -> Campaign:
    """Submitted, checked and approved."""
    submit_campaign_plan(plan_id=plan.pk, by=by, at=at)
    decide(plan, "check", at)
    decide(plan, "approve", at)
    return Campaign.objects.get(pk=plan.campaign_id)


def ready(at: datetime, by: Actor, **change: object) -> tuple[Campaign, Material]:
    """An approved campaign with material that may be shown."""
    campaign = adopt(drafted(at, by=by, **change), at, by)
    asset = ads.public(at - DAY)
    wish = MaterialWish(asset_id=asset.pk, medium=Medium.SHOP, due_at=at)
    return campaign, add_material(campaign_id=campaign.pk, wish=wish, by=by, at=at)


def running(at: datetime, by: Actor, **change: object) -> Campaign:
    """A campaign under way."""
    campaign, _ = ready(at, by, **change)
    return start_campaign(campaign_id=campaign.pk, by=by, at=at)
