"""A campaign manager's desk: reach and clicks beside their targets, the summary, the next plan's lessons."""

from datetime import timedelta

import pytest

from tests import campaigns
from tests.vocabulary import nothing_changes
from zhanggui.domain.campaigns.models import Campaign, Link
from zhanggui.domain.campaigns.operations.end_campaign import end_campaign
from zhanggui.identity.models import Account
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI, SetClock

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
AT = "%Y-%m-%dT%H:%M"


@pytest.fixture
def planner(db):
    return campaigns.planner()


@pytest.fixture
def desk(client, planner, noon):
    with clock.using(SetClock(noon + HOUR)):
        client.force_login(Account.objects.get(pk=planner.account_id))
        yield client


def where(campaign, act=""):
    page = f"/console/campaigns/campaign/{campaign.pk}/"
    return f"{page}act/{act}/" if act else f"{page}change/"


def test_links_clicks_and_reach_stand_beside_the_targets_as_plots(desk, planner, noon):
    campaign = campaigns.running(noon, planner)
    desk.post(where(campaign, "link"), {"medium": "shop", "target": "/goods/", "code": "QINGCI"})
    link = Link.objects.get()
    for _ in range(3):
        desk.get(f"/r/{link.code}/", headers={"User-Agent": "Mozilla/5.0"})
    reach = {
        "medium": "shop", "day": f"{noon:%Y-%m-%d}", "people": "40", "counted": "measured", "source": "首页",
    }  # fmt: skip
    desk.post(where(campaign, "reach"), reach)
    page = desk.get(where(campaign)).content.decode()

    assert "QINGCI" in page
    assert "7.5%" in page
    assert page.count("<figure") >= 6
    assert "触达" in page


def test_a_campaign_is_summarised_and_the_next_one_starts_from_its_conclusions(desk, planner, noon):
    campaign = campaigns.running(noon, planner)
    end_campaign(campaign_id=campaign.pk, reason="", by=planner, at=noon)
    judged = {
        "text": "新客带动明显", "methods": ["data", "survey"], "sample": "全部订单；回访 50 位",
        "conclusions": "短视频转化低 | 调整 | 改投电视节目，由排期负责",
    }  # fmt: skip
    with nothing_changes():
        assert desk.post(where(campaign, "close"), judged | {"methods": ["data"]}).status_code == 422
        assert desk.post(where(campaign, "close"), judged | {"conclusions": "只有一段"}).status_code == 422
    desk.post(where(campaign, "close"), judged)
    campaign.refresh_from_db()
    assert campaign.state == "closed"

    begins = (noon + 9 * 24 * HOUR).astimezone(SHANGHAI)
    following = {
        "name": "青瓷节·续", "follows": str(campaign.pk), "purpose": "留住新客", "budget_fen": "3000",
        "media": ["television"], "starts_at": f"{begins:{AT}}", "ends_at": f"{begins + 24 * HOUR:{AT}}",
    }  # fmt: skip
    desk.post("/console/campaigns/campaign/start/new/", following)
    after = Campaign.objects.get(name="青瓷节·续")
    plan = after.plans.get()
    assert (after.follows_id, len(plan.lessons)) == (campaign.pk, 1)
    assert "短视频转化低" in desk.get(f"/console/campaigns/plan/{plan.pk}/change/").content.decode()
