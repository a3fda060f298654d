"""An agent takes a call: found, written, read back, placed; for the caller, with their word for it."""

import re

import pytest
from benchmarks.shelf import buyers, goods_on_sale

from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.care.models import Complaint
from zhanggui.domain.catalog.models import Goods
from zhanggui.domain.sales.models import Order
from zhanggui.identity.models import Account, Consent, PolicyText, TextMessage
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.mechanisms.access.applicants import Customer
from zhanggui.mechanisms.access.operations.open_customer_account import open_customer_account

pytestmark = pytest.mark.django_db
MOBILE = "13800138000"


@pytest.fixture
def agent(db):
    return somebody("陈佳怡", Role.CS_AGENT)


@pytest.fixture
def desk(client, agent):
    client.force_login(Account.objects.get(pk=agent.account_id))
    return client


@pytest.fixture
def texts(db):
    publisher = {"published_by_id": "00000000-0000-7000-8000-000000000001", "published_at": clock.now()}
    for purpose in ("membership", "privacy"):
        PolicyText.objects.create(purpose=purpose, version=1, title=purpose, body="正文", **publisher)


@pytest.fixture
def caller(agent, texts):
    customer = Customer(name="王秀兰", mobile=MOBILE, purposes=("membership", "privacy"), channel="phone")
    return open_customer_account(customer=customer, by=agent, at=clock.now())


@pytest.fixture
def thing(db):
    thing = goods_on_sale(1, pieces=5)[0]
    Goods.objects.update(number="700123")
    return thing


ADDRESS = {
    "address": "new",
    "recipient": "王秀兰",
    "mobile": MOBILE,
    "province": "浙江省",
    "city": "杭州市",
    "district": "西湖区",
    "street": "文三路 90 号",
}


def form(caller, thing, **more):
    line = f"{thing.sku_id}::{thing.amount_fen}"
    usual = {
        "customer": caller.id,
        "key": "call-1",
        "line": line,
        "quantity": "2",
        "method": "cash_on_delivery",
    }
    return {**usual, **ADDRESS, "agreed": "yes", **more}


def test_a_known_caller_is_shown_with_a_masked_number(desk, caller):
    page = desk.get("/desk/caller", {"mobile": "138-0013-8000"}).content.decode()

    assert "王秀兰" in page
    assert "138****8000" in page


def test_a_number_brings_price_and_stock(desk, thing):
    page = desk.get("/desk/line", {"number": "700123"}).content.decode()

    assert str(thing.sku_id) in page
    assert ">5<" in re.sub(r"\s", "", page)


def test_what_is_read_back_says_everything(desk, caller, thing):
    page = desk.post("/desk/quote", form(caller, thing)).content.decode()

    assert "2 件" in page
    assert "货到验货后付款" in page
    assert "浙江省杭州市西湖区文三路 90 号" in page


def test_an_order_by_telephone_names_agent_and_caller(desk, agent, caller, thing):
    desk.post("/desk/place", form(caller, thing))

    order = Order.objects.get()
    assert (order.channel, order.customer_id, order.placed_by_id) == ("phone", caller.id, agent.account_id)
    assert "2 件" in order.consent


def test_a_caller_who_pays_online_gets_the_link(desk, caller, thing):
    desk.post("/desk/place", form(caller, thing, method="gateway"))

    message = TextMessage.objects.latest("created_at")
    assert message.recipient == MOBILE
    assert f"/pay/{Order.objects.get().number}/" in message.body


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        pytest.param({"agreed": ""}, "复述", id="not read back"),
        pytest.param({"customer": ""}, "来电人", id="no caller"),
        pytest.param({"method": ""}, "付款方式", id="no way to pay"),
        pytest.param({"quantity": "0"}, "", id="no pieces"),
        pytest.param({"quantity": "6"}, "", id="more than there is"),
        pytest.param({"line": "nonsense"}, "", id="a line no form holds"),
        pytest.param({"mobile": "123"}, "", id="a wrong number for the parcel"),
    ],
)
def test_a_wrong_order_is_refused_and_changes_nothing(desk, caller, thing, wrong, words):
    with nothing_changes():
        page = desk.post("/desk/place", form(caller, thing, **wrong)).content.decode()

    assert 'role="alert"' in page
    assert words in page


def test_a_new_caller_is_registered_with_both_consents(desk, texts):
    agreed = {"agree_membership": "on", "agree_privacy": "on"}
    assert "登记" in desk.get("/desk/caller", {"mobile": MOBILE}).content.decode()
    page = desk.post("/desk/register", {"mobile": MOBILE, "name": "李明", **agreed}).content.decode()

    assert "李明" in page
    assert Consent.objects.filter(channel="phone").count() == 2


def test_a_new_caller_who_has_not_agreed_is_not_registered(desk, texts):
    with nothing_changes():
        desk.post("/desk/register", {"mobile": MOBILE, "name": "李明", "agree_privacy": "on"})


def test_a_complaint_on_the_phone(desk, caller):
    desk.post("/desk/complain", {"customer": caller.id, "matter": "delivery", "complaint": "送错了"})

    assert Complaint.objects.get().customer_id == caller.id


def test_the_desk_is_for_agents(client, thing):
    assert client.get("/desk/").status_code == 302

    client.force_login(Account.objects.get(pk=buyers(1)[0].account_id))
    assert client.get("/desk/").status_code == 403
    assert client.get("/desk/caller", {"mobile": MOBILE}).status_code == 403
