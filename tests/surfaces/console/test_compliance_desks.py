"""The register and the policies on the console and in the shop, for those who may see them."""

import pytest

from tests.domain.compliance.conftest import DAY, announced, drafted, in_force
from tests.people import somebody
from zhanggui.domain.compliance.models import Acknowledgement, ChangeWatch, Obligation, Policy
from zhanggui.domain.compliance.operations.adopt_register import adopt_register
from zhanggui.domain.compliance.operations.open_comments import open_comments
from zhanggui.domain.compliance.rules import day_of
from zhanggui.domain.compliance.states import Area, Audience, Impact
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock

pytestmark = pytest.mark.django_db
DUTIES = "/console/compliance/obligation/"


@pytest.fixture
def officer(client):
    by = somebody("宋律", Role.COMPLIANCE_OFFICER)
    client.force_login(Account.objects.get(pk=by.account_id))
    return by


def test_the_register_is_adopted_watched_and_reviewed(client, officer):
    assert "收入随程序提供的台账" in client.get(DUTIES).content.decode()
    client.post(f"{DUTIES}start/adopt/", {"sure": "yes"})
    listed = client.get(DUTIES).content.decode()
    assert "start/adopt/" not in listed
    duty = Obligation.objects.get(code="advertising-9")
    assert "广告法" in client.get(f"{DUTIES}{duty.pk}/change/").content.decode()
    assert "退货权" in client.get("/console/compliance/rights/").content.decode()
    client.post(
        "/console/compliance/changewatch/start/watch/",
        {"sources": "公报\n规章库", "found": "无", "decision": "不变"},
    )
    assert ChangeWatch.objects.get().sources == ["公报", "规章库"]


def test_a_policy_is_written_and_read_on_the_console(client, officer):
    adopt_register(by=officer, at=clock.now())
    wish = {
        "code": "price-policy",
        "title": "价格制度",
        "area": "on_price",
        "audience": "staff",
        "owner": "price_manager",
        "readers": ["compliance_officer"],
        "text": "先调研，后调价。",
        "impact": "ordinary",
        "basis": "price-13",
        "effective_on": day_of(clock.now()).isoformat(),
    }
    client.post("/console/compliance/policy/start/new/", wish)
    version = Policy.objects.get().versions.get()
    page = f"/console/compliance/policyversion/{version.pk}/"
    assert "先调研，后调价。" in client.get(f"{page}change/").content.decode()
    in_force(version, somebody("负责人", Role.EXECUTIVE), clock.now())
    mine = client.get("/console/policies/").content.decode()
    assert "先调研，后调价。" in mine
    button = f"/console/policies/{version.pk}/read/"
    assert button in mine
    client.post(button)
    assert Acknowledgement.objects.get().account_id == officer.account_id
    assert button not in client.get("/console/policies/").content.decode()


def test_the_shop_shows_rules_in_force_coming_and_drafts(client):
    by, head = somebody("宋律", Role.COMPLIANCE_OFFICER), somebody("负责人", Role.EXECUTIVE)
    at = clock.now() - 8 * DAY
    adopt_register(by=by, at=at)
    version = announced(by, head, at, notice=9, impact=Impact.ORDINARY)
    draft = drafted(by, clock.now(), Audience.PUBLIC, effective=30, area=Area.PRICE)
    secret = drafted(by, clock.now(), Audience.STAFF, area=Area.DATA)
    open_comments(version_id=draft.pk, by=by, at=clock.now())
    shown = client.get("/rules/").content.decode()
    assert "即将施行" in shown
    assert "正在征求意见" in shown
    text = client.get(f"/rules/{version.policy.code}/1.txt")
    assert "attachment" in text["Content-Disposition"]
    assert "七日无理由退货" in text.content.decode()
    assert client.get(f"/rules/{draft.policy.code}/1/").status_code == 200
    assert client.get(f"/rules/{secret.policy.code}/1/").status_code == 404
    assert client.get("/rules/nothing/1.txt").status_code == 404


@pytest.mark.parametrize(
    "page", ["obligation", "instrument", "registerreview", "changewatch", "policyversion"]
)
def test_the_desks_are_closed_to_others(client, page):
    client.force_login(Account.objects.get(pk=somebody("仓库", Role.WAREHOUSE_KEEPER).account_id))
    assert client.get(f"/console/compliance/{page}/").status_code in {302, 403, 404}
