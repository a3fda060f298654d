"""Each control of campaigns is green over a campaign in good order, and red when its clause is broken."""

from datetime import timedelta

import pytest

from tests import ads, campaigns
from tests.journeys.conftest import buyer, customer, thing, wish
from tests.vocabulary import behind_the_back
from zhanggui.domain.advertising.states import Medium
from zhanggui.domain.campaigns import controls
from zhanggui.domain.campaigns.counting import count_open_orders
from zhanggui.domain.campaigns.models import Material
from zhanggui.domain.campaigns.operations.add_material import MaterialWish, add_material
from zhanggui.domain.campaigns.operations.close_campaign import close_campaign
from zhanggui.domain.campaigns.operations.draft_campaign import draft_campaign
from zhanggui.domain.campaigns.operations.end_campaign import end_campaign
from zhanggui.domain.campaigns.operations.evaluate_month import evaluate_month
from zhanggui.domain.campaigns.operations.finish_task import finish_task
from zhanggui.domain.campaigns.operations.make_link import LinkWish, make_link
from zhanggui.domain.campaigns.operations.put_material_out import put_material_out
from zhanggui.domain.campaigns.operations.record_reach import ReachTelling, record_reach
from zhanggui.domain.campaigns.operations.report_incident import Trouble, report_incident
from zhanggui.domain.campaigns.states import Counted, Severity
from zhanggui.identity.actor import SYSTEM
from zhanggui.journeys.place_order import place_order
from zhanggui.mechanisms import cases
from zhanggui.mechanisms.cases.models import Case
from zhanggui.mechanisms.controls import Status

__all__ = ["buyer", "customer", "thing", "wish"]

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MEDIA = (Medium.SHOP, Medium.TELEVISION, Medium.SOCIAL)


@pytest.fixture
def story(noon, wish, customer):
    """One campaign closed in good order, one that follows it and runs."""
    planner = campaigns.planner()
    campaign = campaigns.running(noon, planner)
    asset = ads.public(noon - DAY, media=(*MEDIA,))
    for medium in MEDIA[1:]:
        more = MaterialWish(asset_id=asset.pk, medium=medium, due_at=noon, chosen_because="两版对比，A版9比3")
        add_material(campaign_id=campaign.pk, wish=more, by=planner, at=noon)
    for material in Material.objects.all():
        put_material_out(material_id=material.pk, receipt="/", by=planner, at=noon + timedelta(minutes=5))
    for task in (1, 2):
        finish_task(campaign_id=campaign.pk, task=task, by=planner, at=noon)
    link = LinkWish(medium=Medium.SHOP, code="QC88")
    make_link(campaign_id=campaign.pk, wish=link, by=planner, at=noon)
    place_order(wish=wish(1, origin="QC88", method="cash_on_delivery"), by=customer, at=noon + HOUR)
    count_open_orders(by=SYSTEM, at=noon + HOUR)
    trouble = Trouble(risk="售罄", what="只剩两件", severity=Severity.MINOR)
    report_incident(campaign_id=campaign.pk, trouble=trouble, by=planner, at=noon + HOUR)
    cases.respond(
        case_id=Case.objects.get().pk, text="已补货", by=planner, at=noon + HOUR + timedelta(minutes=5)
    )
    telling = ReachTelling(
        medium=Medium.SHOP, day=noon.date(), people=40, counted=Counted.MEASURED, source="首页曝光"
    )
    record_reach(campaign_id=campaign.pk, telling=telling, by=planner, at=noon + HOUR)
    end_campaign(campaign_id=campaign.pk, reason="", by=planner, at=noon + DAY)
    close_campaign(campaign_id=campaign.pk, judged=campaigns.JUDGED, by=planner, at=noon + DAY)
    following = draft_campaign(
        name="下一次", plan=campaigns.plan(noon + DAY), follows_id=campaign.pk, by=planner, at=noon + DAY
    )
    campaigns.adopt(following, noon + DAY, planner)
    last_month = (noon.date().replace(day=1) - DAY).replace(day=1)
    evaluate_month(month=last_month, judged=campaigns.JUDGED, by=planner, at=noon)
    return campaign


BROKEN = {
    "a plan without a purpose": (controls.planned, "UPDATE campaigns_plan SET purpose = ''", Status.BROKEN),
    "a plan nobody approved": (
        controls.planned,
        "UPDATE campaigns_plan SET digest = repeat('0', 64)",
        Status.BROKEN,
    ),
    "no trend": (controls.trends_noted, "UPDATE campaigns_plan SET trend = ''", Status.BROKEN),
    "an incident unanswered": (
        controls.incidents_answered,
        "UPDATE cases_case SET responded_at = opened_at + interval '1 day'",
        Status.BROKEN,
    ),
    "no summary": (
        controls.summarised,
        "UPDATE campaigns_campaign SET state = 'ended', over_at = over_at - interval '60 days'",
        Status.BROKEN,
    ),
    "nothing about the brand": (
        controls.on_brand,
        "UPDATE advertising_assetversion SET brand_notes = ''",
        Status.BROKEN,
    ),
    "nothing compared": (
        controls.compared,
        "UPDATE campaigns_material SET chosen_because = ''",
        Status.AT_RISK,
    ),
    "one medium only": (
        controls.several_media,
        "UPDATE campaigns_material SET out_at = NULL, out_by_id = NULL WHERE medium <> 'shop'",
        Status.AT_RISK,
    ),
    "out too late": (
        controls.out_on_time,
        "UPDATE campaigns_material SET out_at = due_at + interval '5 hours'",
        Status.AT_RISK,
    ),
    "judged by figures alone": (
        controls.several_methods,
        "UPDATE campaigns_summary SET methods = '{data}'",
        Status.BROKEN,
    ),
    "counters that lie": (
        controls.effects_counted,
        "UPDATE campaigns_linkhour SET orders = orders + 1",
        Status.BROKEN,
    ),
    "nothing learnt": (controls.results_heeded, "DELETE FROM campaigns_conclusion", Status.BROKEN),
    "the next plan is deaf": (
        controls.results_heeded,
        "UPDATE campaigns_plan SET lessons = '{}'",
        Status.BROKEN,
    ),
    "a month without a look": (
        controls.evaluated_monthly,
        "DELETE FROM campaigns_conclusion; DELETE FROM campaigns_evaluation;"
        " UPDATE campaigns_campaign SET created_at = created_at - interval '90 days'",
        Status.BROKEN,
    ),
}


@pytest.mark.parametrize(("control", "broken", "status"), BROKEN.values(), ids=BROKEN)
def test_a_clause_is_kept_until_it_is_broken(control, broken, status, story, noon):
    later = noon + 2 * DAY
    assert control(later).status == Status.KEPT
    with behind_the_back() as change:
        change(broken)
    assert control(later).status == status
