"""A campaign from plan to summary: planned by one, checked by another, run, clicked on, learnt from."""

from datetime import timedelta

import pytest

from tests import ads, campaigns
from tests.browser.conftest import PHONE
from tests.people import somebody
from zhanggui.domain.campaigns.models import Campaign, Link
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI

DAY = timedelta(days=1)
PERSON = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
PLAN = {
    "name": "青瓷节",
    "purpose": "拉动青瓷品类新客",
    "features": "电视讲解加七天无理由退货",
    "audience": "35至55岁家庭用户",
    "content": "产地溯源故事与主持人演示",
    "form": "首页横幅、短信",
    "trend": "本站搜索“茶具”环比上升20%（数据日报，2026-11-20）",
    "sensitivities": "避开哀悼日",
    "reach": "200",
    "clicks": "10",
    "orders": "5",
    "budget_fen": "5000",
    "emergencies": "售罄 | 撤下横幅并改推候补 | 值班编辑",
}


@pytest.fixture
def asset(world):
    return ads.public(clock.now() - DAY)


@pytest.fixture
def reviewer(world):
    return Account.objects.get(pk=somebody("言真", Role.AD_REVIEWER).account_id)


def send(page):
    """Answer the questions; the page of what was done comes back."""
    with page.expect_navigation():
        page.click("form.desk-form button[type=submit]")
    assert page.locator("form.desk-form").count() == 0, page.locator("form.desk-form").inner_text()


def act(page, name, **answers):
    """Do one of the acts of the page."""
    page.click(f".desk-acts a[href*='/act/{name}/']")
    for field, value in answers.items():
        place = page.locator(f"[name={field}]")
        if place.first.evaluate("el => el.tagName") == "SELECT":
            place.select_option(value)
        else:
            place.fill(value)
    send(page)


def planned(page, shoot):
    """A whole plan, sent to those who check it."""
    now = clock.now().astimezone(SHANGHAI)
    page.goto("/console/campaigns/campaign/start/new/")
    for name, value in PLAN.items():
        page.fill(f"[name={name}]", value)
    page.check("[name=media][value=shop]")
    page.fill("[name=tasks]", f"上线横幅 | 编辑 | {now + DAY:%Y-%m-%d %H:%M}")
    page.fill("[name=starts_at]", f"{now:%Y-%m-%dT%H:%M}")
    page.fill("[name=ends_at]", f"{now + 7 * DAY:%Y-%m-%dT%H:%M}")
    shoot(page, "campaign-plan")
    send(page)
    campaign = Campaign.objects.get()
    page.goto(f"/console/campaigns/plan/{campaign.plans.get().pk}/change/")
    act(page, "submit")
    return campaign


def approved(page, campaign, shoot):
    """Somebody else finds it whole and lawful; the head of the house finds it worth its money."""
    page.goto("/console/approvals/")
    page.click(f"a[href*='/approvals/review/']:has-text('{campaign.number}')")
    page.click(".desk-acts a[href*='/act/decide/']")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    shoot(page, "campaign-check")
    assert "通过" in page.locator("label:has([name=verdict])").first.inner_text()
    assert "campaigns." not in page.locator(".crumbs").inner_text()
    for item in page.locator("input[type=radio][value=yes]").all():
        item.check()
    page.check("[name=verdict][value=approve]")
    send(page)
    campaigns.decide(campaign.plans.get(), "approve", clock.now())


def run(page, campaign, asset):
    """With material that may be shown, out on time, and a link that tells where customers come from."""
    now = f"{clock.now().astimezone(SHANGHAI):%Y-%m-%dT%H:%M}"
    page.goto(f"/console/campaigns/campaign/{campaign.pk}/change/")
    act(page, "material", asset=str(asset.pk), medium="shop", due_at=now)
    act(page, "start")
    act(page, "out", material=str(campaign.materials.get().pk), receipt="首页第一屏")
    act(page, "link", medium="shop", target="/programme/", code="QINGCI")


def test_a_campaign_is_planned_approved_run_measured_and_learnt_from(opened, shoot, world, asset, reviewer):
    page = opened(world.scheduler)
    campaign = planned(page, shoot)
    approved(opened(reviewer), campaign, shoot)
    run(page, campaign, asset)

    visitor = opened(size=PHONE, user_agent=PERSON)
    visitor.goto(f"/r/{Link.objects.get().code.lower()}/")
    assert visitor.url.endswith("/programme/")

    today = f"{clock.now().astimezone(SHANGHAI):%Y-%m-%d}"
    act(page, "reach", medium="shop", day=today, people="40", counted="measured", source="首页")
    effect = page.locator("#effect")
    assert "2.5%" in effect.inner_text(), "one of forty who saw it followed it"
    assert effect.locator("figure svg, figure .bars, figure meter").count() >= 3
    shoot(page, "campaign-running")

    act(page, "end", reason="目标已达成")
    page.click(".desk-acts a[href*='/act/close/']")
    page.fill("[name=text]", "新客带动明显")
    for method in ("data", "survey"):
        page.check(f"[name=methods][value={method}]")
    page.fill("[name=sample]", "活动期全部订单；回访50位顾客")
    page.fill("[name=conclusions]", "短视频转化低 | 调整 | 改投电视节目，由排期负责")
    send(page)
    assert Campaign.objects.get().state == "closed"
    page.get_by_text("短视频转化低").wait_for()
    shoot(page, "campaign-closed")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    shoot(page, "campaign-closed")
