"""A campaign is planned, approved by others, run within its budget and its days, and learnt from."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from tests import ads, campaigns
from tests.journeys.conftest import buyer, customer, thing, wish
from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.advertising.operations.take_down_ad import take_down_ad
from zhanggui.domain.advertising.places import where_shown
from zhanggui.domain.advertising.states import Medium
from zhanggui.domain.campaigns import queries, tracking
from zhanggui.domain.campaigns.counting import count_open_orders, count_order
from zhanggui.domain.campaigns.models import Campaign, Conclusion, LinkHour, Material, Origin
from zhanggui.domain.campaigns.operations.add_material import MaterialWish, add_material
from zhanggui.domain.campaigns.operations.advance_campaigns import advance_campaigns
from zhanggui.domain.campaigns.operations.close_campaign import close_campaign
from zhanggui.domain.campaigns.operations.draft_campaign import draft_campaign
from zhanggui.domain.campaigns.operations.end_campaign import end_campaign
from zhanggui.domain.campaigns.operations.evaluate_month import evaluate_month
from zhanggui.domain.campaigns.operations.finish_task import finish_task
from zhanggui.domain.campaigns.operations.make_link import LinkWish, make_link
from zhanggui.domain.campaigns.operations.pause_campaign import pause_campaign
from zhanggui.domain.campaigns.operations.put_material_out import put_material_out
from zhanggui.domain.campaigns.operations.record_expense import Spending, record_expense
from zhanggui.domain.campaigns.operations.record_reach import ReachTelling, record_reach
from zhanggui.domain.campaigns.operations.report_incident import Trouble, report_incident
from zhanggui.domain.campaigns.operations.resume_campaign import resume_campaign
from zhanggui.domain.campaigns.operations.revise_campaign_plan import revise_campaign_plan
from zhanggui.domain.campaigns.operations.start_campaign import start_campaign
from zhanggui.domain.campaigns.operations.stop_campaign import stop_campaign
from zhanggui.domain.campaigns.operations.submit_campaign_plan import submit_campaign_plan
from zhanggui.domain.campaigns.refusals import (
    CodeTaken,
    MonthEvaluated,
    MonthNotOver,
    NoSuchTask,
    NotShowable,
    NotYetReady,
    OverBudget,
    PlanIncomplete,
    SummaryIncomplete,
    VoucherUsed,
)
from zhanggui.domain.campaigns.rules import Judged
from zhanggui.domain.campaigns.states import CampaignState, Counted, Severity
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.roles import Role
from zhanggui.journeys.place_order import place_order
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms.approvals.refusals import OnePersonOneStep
from zhanggui.mechanisms.cases.models import Case

__all__ = ["buyer", "customer", "thing", "wish"]

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def planner():
    return campaigns.planner()


def spending(fen, voucher="INV-1"):
    return Spending(medium=Medium.SHOP, amount_fen=fen, what="横幅设计", paid_to="设计社", voucher=voucher)


INCOMPLETE = {
    "no purpose": {"purpose": " "},
    "no audience": {"audience": ""},
    "no trend": {"trend": ""},
    "no emergency plan": {"emergencies": ()},
    "no run sheet": {"tasks": ()},
    "no medium": {"media": ()},
    "no targets": {"targets": {}},
}


@pytest.mark.parametrize("change", INCOMPLETE.values(), ids=INCOMPLETE)
def test_a_plan_that_wants_something_is_not_reviewed(change, noon, planner):
    plan = campaigns.drafted(noon, by=planner, **change)
    with nothing_changes(), pytest.raises(PlanIncomplete):
        submit_campaign_plan(plan_id=plan.pk, by=planner, at=noon)


def test_three_people_stand_behind_a_budget(noon, planner):
    plan = campaigns.drafted(noon, by=planner)
    submit_campaign_plan(plan_id=plan.pk, by=planner, at=noon)
    both = somebody("身兼两职", Role.AD_REVIEWER, Role.EXECUTIVE)
    campaigns.decide(plan, "check", noon, by=both)
    with nothing_changes(), pytest.raises(OnePersonOneStep):
        campaigns.decide(plan, "approve", noon, by=both)
    campaigns.decide(plan, "approve", noon)

    campaign = Campaign.objects.get()
    assert campaign.state == CampaignState.READY
    assert queries.budget_left(campaign.pk) == 500_000


def test_the_database_lets_no_campaign_follow_an_unapproved_plan(noon, planner):
    plan = campaigns.drafted(noon, by=planner)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE campaigns_campaign SET adopted_plan_id = %s WHERE id = %s", [plan.pk, plan.campaign_id]
        )


def test_it_begins_within_its_days_with_materials_that_may_be_shown(noon, planner):
    campaign, material = campaigns.ready(noon + DAY, planner)
    with nothing_changes(), pytest.raises(NotYetReady):
        start_campaign(campaign_id=campaign.pk, by=planner, at=noon)
    reviewer = somebody("广告审核", Role.AD_REVIEWER)
    take_down_ad(asset_id=material.asset_id, finding=ads.BAD, by=reviewer, at=noon + DAY)
    with nothing_changes(), pytest.raises(NotYetReady):
        start_campaign(campaign_id=campaign.pk, by=planner, at=noon + DAY)


def test_only_approved_advertisements_become_material(noon, planner):
    campaign = campaigns.adopt(campaigns.drafted(noon, by=planner), noon, planner)
    waiting = ads.submitted(noon)
    wish = MaterialWish(asset_id=waiting.asset_id, medium=Medium.SHOP, due_at=noon)
    with nothing_changes(), pytest.raises(NotShowable):
        add_material(campaign_id=campaign.pk, wish=wish, by=planner, at=noon)


def test_a_take_down_reaches_a_running_campaign(noon, planner):
    campaign = campaigns.running(noon, planner)
    material = Material.objects.get()
    put_material_out(material_id=material.pk, receipt="/", by=planner, at=noon + HOUR)
    assert where_shown(material.asset_id, noon + HOUR)["campaigns"] == [campaign.number]

    reviewer = somebody("广告审核", Role.AD_REVIEWER)
    take_down_ad(asset_id=material.asset_id, finding=ads.BAD, by=reviewer, at=noon + HOUR)

    assert where_shown(material.asset_id, noon + HOUR)["campaigns"] == []
    assert advance_campaigns(by=SYSTEM, at=noon + HOUR) == [campaign]
    with nothing_changes():
        assert advance_campaigns(by=SYSTEM, at=noon + 2 * HOUR) == []


def test_no_more_is_spent_than_was_approved(noon, planner):
    campaign = campaigns.running(noon, planner)
    record_expense(campaign_id=campaign.pk, spending=spending(400_000), by=planner, at=noon)
    with nothing_changes(), pytest.raises(OverBudget):
        record_expense(campaign_id=campaign.pk, spending=spending(100_001, "INV-2"), by=planner, at=noon)
    with nothing_changes(), pytest.raises(VoucherUsed):
        record_expense(campaign_id=campaign.pk, spending=spending(1), by=planner, at=noon)

    larger = revise_campaign_plan(
        campaign_id=campaign.pk, plan=campaigns.plan(noon, budget_fen=600_000), by=planner, at=noon
    )
    campaigns.adopt(larger, noon, planner)
    record_expense(campaign_id=campaign.pk, spending=spending(200_000, "INV-2"), by=planner, at=noon)
    assert queries.budget_left(campaign.pk) == 0


def test_a_click_is_counted_by_the_hour_while_the_campaign_runs(noon, planner):
    campaign = campaigns.running(noon, planner)
    link = make_link(campaign_id=campaign.pk, wish=LinkWish(medium=Medium.SOCIAL), by=planner, at=noon)
    assert tracking.follow(code=link.code.lower(), program=False, at=noon).target == "/"
    tracking.follow(code=link.code, program=False, at=noon + timedelta(minutes=5))
    tracking.follow(code=link.code, program=True, at=noon)

    hour = LinkHour.objects.get()
    assert (hour.hour, hour.clicks, hour.programs) == (noon, 2, 1)

    pause_campaign(campaign_id=campaign.pk, reason="售罄", by=planner, at=noon)
    with nothing_changes():
        assert tracking.follow(code=link.code, program=False, at=noon) is None
        assert tracking.follow(code="QQQQQQ", program=False, at=noon) is None


def test_a_code_is_of_one_campaign(noon, planner):
    campaign = campaigns.running(noon, planner)
    wish = LinkWish(medium=Medium.TELEVISION, code="qc 88")
    assert make_link(campaign_id=campaign.pk, wish=wish, by=planner, at=noon).code == "QC88"
    with nothing_changes(), pytest.raises(CodeTaken):
        make_link(campaign_id=campaign.pk, wish=wish, by=planner, at=noon)


def test_an_order_keeps_where_it_came_from_and_counts_once(noon, planner, wish, customer, thing):
    campaign = campaigns.running(noon, planner)
    link = make_link(
        campaign_id=campaign.pk, wish=LinkWish(medium=Medium.TELEVISION, code="QC88"), by=planner, at=noon
    )
    by_code = place_order(wish=wish(1, origin="qc88", method="cash_on_delivery"), by=customer, at=noon)
    unpaid = place_order(wish=wish(1, origin="QC88"), by=customer, at=noon)
    place_order(wish=wish(1, origin="NOSUCH"), by=customer, at=noon)
    assert {one.order_id for one in Origin.objects.filter(link=link)} == {by_code.id, unpaid.id}

    for _ in range(2):
        count_open_orders(by=SYSTEM, at=noon + HOUR)
        count_order(order_id=by_code.id, what="rated", stars=5, by=SYSTEM, at=noon + DAY)
    effect = queries.effect_of(campaign.pk)[Medium.TELEVISION]

    assert (effect.orders, effect.confirmed, effect.ratings, effect.stars) == (2, 1, 1, 5)
    assert effect.revenue_fen == thing.amount_fen
    assert queries.origin_of(by_code.id).link == link


def test_effect_joins_reach_clicks_orders_and_money(noon, planner):
    campaign = campaigns.running(noon, planner)
    link = make_link(campaign_id=campaign.pk, wish=LinkWish(medium=Medium.SHOP), by=planner, at=noon)
    for _ in range(4):
        tracking.follow(code=link.code, program=False, at=noon)
    telling = ReachTelling(
        medium=Medium.SHOP, day=noon.date(), people=40, counted=Counted.MEASURED, source="首页曝光"
    )
    record_reach(campaign_id=campaign.pk, telling=telling, by=planner, at=noon)
    record_expense(campaign_id=campaign.pk, spending=spending(1_000), by=planner, at=noon)

    effect = queries.effect_of(campaign.pk)[Medium.SHOP]
    assert (effect.reach, effect.clicks, effect.spent_fen, effect.attention) == (40, 4, 1_000, 0.1)


def test_a_grave_incident_opens_its_case_with_the_measure_of_the_plan_and_pauses(noon, planner):
    campaign = campaigns.running(noon, planner)
    trouble = Trouble(risk="售罄", what="库存为零", severity=Severity.MAJOR)
    incident = report_incident(campaign_id=campaign.pk, trouble=trouble, by=planner, at=noon)

    case = Case.objects.get(kind="campaigns.incident")
    assert case.number == incident.number
    assert "撤下横幅并改推候补" in case.events.get().text
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.PAUSED
    assert resume_campaign(campaign_id=campaign.pk, reason="已补货", by=planner, at=noon).state == "running"


def test_a_task_is_done_once(noon, planner):
    campaign = campaigns.running(noon, planner)
    finish_task(campaign_id=campaign.pk, task=2, by=planner, at=noon)
    for task in (2, 3, 0):
        with nothing_changes(), pytest.raises(NoSuchTask):
            finish_task(campaign_id=campaign.pk, task=task, by=planner, at=noon)


def test_its_time_over_it_ends_by_itself(noon, planner):
    campaign = campaigns.running(noon, planner)
    with nothing_changes():
        assert advance_campaigns(by=SYSTEM, at=noon + DAY) == []
    assert advance_campaigns(by=SYSTEM, at=noon + 7 * DAY) == [campaign]
    assert Campaign.objects.get().state == CampaignState.ENDED


def test_what_was_learnt_feeds_the_next_plan(noon, planner):
    campaign = campaigns.running(noon, planner)
    stop_campaign(campaign_id=campaign.pk, reason="主管部门通知", by=planner, at=noon)
    with nothing_changes(), pytest.raises(NotFound):
        draft_campaign(name="下一次", plan=campaigns.plan(noon), follows_id=campaign.pk, by=planner, at=noon)
    for lacking in (
        Judged(text="好", methods=("data",), sample="全部", conclusions=campaigns.JUDGED.conclusions),
        Judged(text="好", methods=("data", "survey"), sample="全部"),
    ):
        with nothing_changes(), pytest.raises(SummaryIncomplete):
            close_campaign(campaign_id=campaign.pk, judged=lacking, by=planner, at=noon)
    close_campaign(campaign_id=campaign.pk, judged=campaigns.JUDGED, by=planner, at=noon)

    following = draft_campaign(
        name="下一次", plan=campaigns.plan(noon), follows_id=campaign.pk, by=planner, at=noon
    )
    assert following.lessons == [Conclusion.objects.get().pk]
    with pytest.raises(WrongState):
        end_campaign(campaign_id=campaign.pk, reason="", by=planner, at=noon)


def test_each_month_is_evaluated_once_when_it_is_over(noon, planner):
    this_month = noon.date().replace(day=1)
    with nothing_changes(), pytest.raises(MonthNotOver):
        evaluate_month(month=this_month, judged=campaigns.JUDGED, by=planner, at=noon)
    last_month = (this_month - DAY).replace(day=1)
    evaluate_month(month=last_month, judged=campaigns.JUDGED, by=planner, at=noon)
    with nothing_changes(), pytest.raises(MonthEvaluated):
        evaluate_month(month=last_month, judged=campaigns.JUDGED, by=planner, at=noon)
