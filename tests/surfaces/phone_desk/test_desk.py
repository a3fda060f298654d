"""An agent takes a call: found, written, read back, placed; for the caller, with their word for it."""

import re

import pytest
from benchmarks.shelf import buyers, goods_on_sale
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.care.models import CallBack, Complaint
from zhanggui.domain.care.operations.accept_call import accept_call
from zhanggui.domain.care.operations.receive_call_event import ToldEvent, receive_call_event
from zhanggui.domain.care.states import CallEventKind
from zhanggui.domain.catalog.models import Goods
from zhanggui.domain.delivery.operations.open_pickup_point import Point, open_pickup_point
from zhanggui.domain.sales.models import Order
from zhanggui.domain.sales.rules import freight
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Account, Consent, PolicyText, TextMessage
from zhanggui.identity.roles import Role
from zhanggui.journeys.cash_on_delivery import (
    NotPaidThere,
    RefusedBefore,
    TooMuchAtTheDoor,
    judged,
    limits,
)
from zhanggui.kernel import clock
from zhanggui.mechanisms.access.applicants import Customer
from zhanggui.mechanisms.access.operations.open_customer_account import open_customer_account
from zhanggui.surfaces.entrance import listening
from zhanggui.surfaces.phone_desk import ringing

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
    return {**usual, **ADDRESS, "agreed": "yes", "announced": announced(thing), **more}


def announced(thing, pieces=2):
    """What the desk read back, as the form carries it."""
    goods = thing.amount_fen * pieces
    return f"{goods + freight(goods)}:0"


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
    assert re.search(r"最迟 \d{4}年\d+月\d+日 送达", page)


def test_nothing_is_read_back_that_cannot_be_had(desk, caller, thing):
    short = desk.post("/desk/quote", form(caller, thing, quantity="6")).content.decode()
    assert "只剩 5 件" in short
    assert "desk-quote" not in short

    desk.post("/desk/place", form(caller, thing, quantity="5", announced=announced(thing, 5)))
    gone = desk.post("/desk/quote", form(caller, thing, quantity="1")).content.decode()
    assert "已售罄：可为来电人登记候补" in gone
    assert "desk-quote" not in gone


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
        pytest.param({"announced": "1:0"}, "", id="another sum than was read back"),
        pytest.param({"announced": ""}, "复述", id="no sum was read back"),
        pytest.param({"customer": ""}, "来电人", id="no caller"),
        pytest.param({"method": ""}, "付款方式", id="no way to pay"),
        pytest.param({"quantity": "0"}, "", id="no pieces"),
        pytest.param({"quantity": "6"}, "", id="more than there is"),
        pytest.param({"line": "nonsense"}, "", id="a line no form holds"),
        pytest.param({"mobile": "123"}, "", id="a wrong number for the parcel"),
        pytest.param({"city": "", "street": ""}, "还缺：城市、街道", id="half an address"),
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


@pytest.mark.parametrize(
    ("payable", "area", "back", "refusal"),
    [
        pytest.param(500_000, "浙江省杭州市", 2, None, id="within every limit"),
        pytest.param(500_001, "浙江省杭州市", 0, TooMuchAtTheDoor, id="too much"),
        pytest.param(100, "西藏自治区拉萨市", 0, NotPaidThere, id="a closed area"),
        pytest.param(100, "浙江省杭州市", 3, RefusedBefore, id="refused three times"),
    ],
)
def test_who_may_pay_at_the_door(noon, payable, area, back, refusal):
    found = judged(payable_fen=payable, area=area, came_back=back, rules=limits(noon))
    assert type(found) is (refusal or type(None))


def test_a_refused_way_to_pay_is_said_before_and_holds_after(desk, caller, thing):
    far = form(caller, thing, province="西藏自治区")
    assert "西藏自治区" in desk.post("/desk/quote", far).content.decode().split("desk-quote")[1]
    with nothing_changes():
        page = desk.post("/desk/place", far).content.decode()
    assert "链接" in page
    desk.post("/desk/place", {**far, "method": "gateway"})
    assert Order.objects.get().method == "gateway"


def test_who_lives_where_nobody_delivers_may_collect_at_a_point(desk, caller, thing):
    far = form(caller, thing, province="澳门特别行政区", city="澳门", district="", method="gateway")
    page = desk.post("/desk/quote", far).content.decode()
    assert "暂不配送至澳门特别行政区" in page
    assert 'name="collect"' not in page
    with nothing_changes():
        assert 'role="alert"' in desk.post("/desk/place", far).content.decode()

    point = Point(
        code="ZH-01", name="拱北自提点", province="广东省", city="珠海市", district="香洲区",
        street="南路 1 号",
        hours="9:00–21:00", serves=("澳门特别行政区",),
    )  # fmt: skip
    open_pickup_point(point=point, by=somebody("物流", Role.LOGISTICS_MANAGER), at=clock.now())
    page = desk.post("/desk/quote", far).content.decode()
    assert "您可以到拱北自提点自提" in page
    assert 'value="ZH-01"' in page
    chosen = {**far, "collect": "ZH-01"}
    page = desk.post("/desk/quote", chosen).content.decode()
    assert "广东省珠海市香洲区南路 1 号 拱北自提点 王秀兰" in page
    assert "最迟" in page
    desk.post("/desk/place", chosen)
    assert Order.objects.get().address.street == "南路 1 号 拱北自提点"


def test_a_point_that_does_not_serve_the_province_is_no_way_around_the_address(desk, caller, thing):
    desk.post("/desk/place", form(caller, thing, collect="ZH-01"))
    assert Order.objects.get().address.street == ADDRESS["street"]


def ring(number=MOBILE, call="c1", kind="incoming"):
    event = ToldEvent(
        name=f"{call}-{kind}", call=call, kind=CallEventKind(kind), happened_at=clock.now(), caller=number
    )
    return receive_call_event(event=event, by=SYSTEM, at=clock.now())


def test_a_ringing_call_is_shown_accepted_and_kept_with_its_order(desk, agent, caller, thing):
    call = ring()
    queue = desk.get("/desk/queue").content.decode()
    assert (str(call.id) in queue, "王秀兰" in queue, "138****8000" in queue) == (True, True, True)
    panel = desk.post("/desk/accept", {"ringing": call.id}).content.decode()
    assert f'name="call" value="{call.id}"' in panel
    assert "王秀兰" in desk.get("/desk/talking").content.decode()

    desk.post("/desk/note", {"call": call.id, "note": "要礼盒装"})
    desk.post("/desk/place", form(caller, thing, call=call.id))
    desk.post("/desk/end")
    call.refresh_from_db()
    order = Order.objects.get()
    assert (call.state, call.note, call.agent_id) == ("ended", "要礼盒装", agent.account_id)
    assert call.fruits.get().subject_id == order.id
    assert desk.get("/desk/talking").content.decode().count('role="alert"') == 1


def test_a_complaint_takes_over_everything_from_the_desk(desk, caller, thing):
    call = ring()
    desk.post("/desk/accept", {"ringing": call.id})
    desk.post("/desk/place", form(caller, thing, call=call.id))
    order = Order.objects.get()
    said = {"matter": "delivery", "complaint": "送错了", "note": "很急", "about": order.id, "call": call.id}
    desk.post("/desk/complain", {**form(caller, thing), **said})

    complaint = Complaint.objects.get()
    assert (complaint.order_id, complaint.customer_id) == (order.id, caller.id)
    assert all(words in complaint.text for words in ("送错了", "很急", "× 2"))
    assert set(call.fruits.values_list("number", flat=True)) == {order.number, complaint.case.number}


def test_nobody_orders_under_the_call_of_another(desk, caller, thing):
    call, other = ring(), somebody("周到", Role.CS_AGENT)
    accept_call(call_id=call.id, by=other, at=clock.now())
    with nothing_changes():
        desk.post("/desk/place", form(caller, thing, call=call.id))
        desk.post("/desk/note", {"call": call.id, "note": "x"})


def test_somebody_to_call_back_is_taken_on_and_reached(desk, agent):
    page = desk.post(
        "/desk/call-backs/ask", {"back_mobile": MOBILE, "back_matter": "问尺码"}
    ).content.decode()
    wanted = CallBack.objects.get()
    assert ("138****8000" in page, "问尺码" in page) == (True, True)
    assert MOBILE in desk.post(f"/desk/call-backs/{wanted.id}/take").content.decode()
    desk.post(f"/desk/call-backs/{wanted.id}/reach")
    assert CallBack.objects.get().state == "reached"
    with nothing_changes():
        desk.post(f"/desk/call-backs/{wanted.id}/steal")
        desk.post("/desk/call-backs/ask", {"back_mobile": MOBILE, "back_at": "soon"})


def test_every_desk_is_told_that_the_queue_is_another_one_and_nothing_of_who_rings(
    desk, django_assert_num_queries
):
    assert ringing.look(clock.now()) == {"waiting": 0, "first": ""}
    calls = [ring(f"1390000000{n}", f"q{n}") for n in range(3)]

    with django_assert_num_queries(1):
        told = ringing.look(clock.now())
    assert told == {"waiting": 3, "first": str(calls[0].id)}
    assert listening.is_ticket(desk.get("/desk/ticket").content.decode())
    page = desk.get("/desk/")
    assert 'data-channel="@calls"' in page.content.decode()
    assert "connect-src 'self' *:" in page.headers["Content-Security-Policy"]

    desk.post("/desk/accept", {"ringing": calls[0].id})
    assert ringing.look(clock.now()) == {"waiting": 2, "first": str(calls[1].id)}


def test_a_stranger_is_not_told_who_rings(client):
    assert client.get("/desk/ticket").status_code in {302, 403}


def test_the_queue_costs_the_same_however_many_wait(desk):
    counts = []
    for n in range(12):
        ring(f"139{n:08d}", f"q{n}")
        if n in (0, 11):
            with CaptureQueriesContext(connection) as seen:
                desk.get("/desk/queue")
            counts.append(len(seen))
    assert counts[0] == counts[1] <= 5


def test_nobody_waits_for_what_is_not_on_air(desk, caller, thing):
    line = f"{thing.sku_id}::{thing.amount_fen}"
    with nothing_changes():
        page = desk.post("/desk/wait", {"customer": caller.id, "wait": line}).content.decode()
        without = desk.post("/desk/wait", {"wait": line}).content.decode()
    assert 'role="alert"' in page
    assert "来电人" in without
