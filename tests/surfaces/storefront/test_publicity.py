"""Short links count people and lead on; anybody can see whose an advertisement is, and object to it."""

from datetime import timedelta

import pytest

from tests import ads, campaigns
from tests.people import somebody
from zhanggui.domain.advertising.models import Complaint
from zhanggui.domain.advertising.operations.take_down_ad import take_down_ad
from zhanggui.domain.advertising.states import Medium
from zhanggui.domain.campaigns.models import LinkHour
from zhanggui.domain.campaigns.operations.make_link import LinkWish, make_link
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SetClock

pytestmark = pytest.mark.django_db

PERSON = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"


@pytest.fixture
def link(noon):
    planner = campaigns.planner()
    campaign = campaigns.running(noon, planner)
    wish = LinkWish(medium=Medium.SOCIAL, target="/programme/", code="QC88")
    return make_link(campaign_id=campaign.pk, wish=wish, by=planner, at=noon)


@pytest.mark.parametrize(
    ("headers", "counted"),
    [
        pytest.param({"User-Agent": PERSON}, (1, 0), id="a person"),
        pytest.param({"User-Agent": "Baiduspider/2.0"}, (0, 1), id="a search engine"),
        pytest.param({"User-Agent": PERSON, "Sec-Purpose": "prefetch"}, (0, 1), id="a browser looking ahead"),
        pytest.param({"User-Agent": "curl/8.5"}, (0, 1), id="a script"),
        pytest.param({}, (0, 1), id="something without a name"),
    ],
)
def test_a_link_leads_on_and_counts_people(client, link, headers, counted, noon):
    with clock.using(SetClock(noon + timedelta(minutes=5))):
        answer = client.get(f"/r/{link.code.lower()}/", headers=headers)
    assert (answer.status_code, answer["Location"]) == (302, "/programme/")
    assert answer["Cache-Control"] == "no-store"
    hour = LinkHour.objects.get()
    assert (hour.clicks, hour.programs) == counted
    cookie = answer.cookies["origin"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_any_other_code_leads_to_the_shop_and_leaves_nothing(client, db):
    answer = client.get("/r/NOSUCH/", headers={"User-Agent": PERSON})
    assert answer["Location"] == "/"
    assert "origin" not in answer.cookies
    assert not LinkHour.objects.exists()


def test_anybody_sees_whose_an_advertisement_is_and_can_object(client, noon):
    asset = ads.public(noon)
    page = client.get(f"/ad/{asset.number}/").content.decode()
    assert "掌柜优选" in page
    assert "龙泉青瓷茶具" in page

    wanting = client.post(f"/ad/{asset.number}/", {"ground": "untrue", "what": ""})
    assert wanting.status_code == 422
    assert client.post(f"/ad/{asset.number}/", {"ground": "untrue", "what": "不符"}).status_code == 302
    assert Complaint.objects.get().asset == asset


def test_what_was_taken_down_is_named_but_not_shown(client, noon):
    asset = ads.public(noon)
    reviewer = somebody("广告审核", Role.AD_REVIEWER)
    take_down_ad(asset_id=asset.pk, finding=ads.BAD, by=reviewer, at=noon + timedelta(days=1))
    page = client.get(f"/ad/{asset.number}/").content.decode()
    assert "釉色温润" not in page
    assert client.get("/ad/AD0/").status_code == 404
    assert client.get(f"/ad/{ads.drafted(noon).asset.number}/").status_code == 404
