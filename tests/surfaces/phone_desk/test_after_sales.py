"""After-sales at the desk and on an order's page: rights, questions, the sum, the word, then the case."""

import re
from datetime import timedelta

import pytest

from tests import swaps
from tests.domain.aftersales.conftest import agent, buyer, customer, deliver, keeper, order, thing, wish
from tests.vocabulary import nothing_changes
from zhanggui.domain.aftersales.models import Return
from zhanggui.domain.care.operations.accept_call import accept_call
from zhanggui.domain.care.operations.receive_call_event import ToldEvent, receive_call_event
from zhanggui.domain.care.states import CallEventKind
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Account, TextMessage
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SetClock

__all__ = ["agent", "buyer", "customer", "deliver", "keeper", "order", "thing", "wish"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def moment(noon):
    with clock.using(SetClock(noon + timedelta(hours=1))):
        yield noon


@pytest.fixture
def desk(client, agent, order, moment):
    Account.objects.filter(pk=order.customer_id).update(mobile="13800138000")
    client.force_login(Account.objects.get(pk=agent.account_id))
    return client


def form(order, remedy="return", kind="no_reason", **more):
    line = order.lines.get().id
    usual = {
        "order_number": order.number,
        "customer": order.customer_id,
        "about": order.id,
        "way": f"{line}:{remedy}:{kind}",
        f"pieces:{line}": "2",
        "cause": "changed_mind",
        "case_key": "case-1",
    }
    return usual | more


def told(page):
    """The sum that the form carries."""
    return re.search(r'name="announced" value="(-?\d+)"', page)[1]


def test_rights_are_shown_with_their_law_before_anything_is_asked(desk, order):
    page = desk.get("/desk/after-sales", {"about": order.id, "customer": order.customer_id}).content.decode()
    assert "消费者权益保护法 25" in page
    assert page.count('name="way"') == 6
    assert (page.count("disabled"), page.count("仅可按情谊受理")) == (0, 1)
    assert "不在三包目录内" in page
    asked = desk.get("/desk/after-sales/questions", form(order)).content.decode()
    assert 'name="case_key"' in asked


def test_the_sum_is_read_back_and_the_case_opened_with_the_call(desk, order, thing, agent, moment):
    event = ToldEvent(
        name="c1", call="c1", kind=CallEventKind.INCOMING, happened_at=moment, caller="13800138000"
    )
    call = receive_call_event(event=event, by=SYSTEM, at=moment)
    accept_call(call_id=call.id, by=agent, at=moment)
    page = desk.post("/desk/after-sales/weigh", form(order)).content.decode()
    assert told(page) == str(-2 * thing.amount_fen)
    assert all(words in page for words in ("2 件", "原路退回", "运费由您承担", "即时同意", "您同意吗"))
    agreed = form(order, agreed="yes", announced=told(page), call=call.id)
    assert "已受理" in desk.post("/desk/after-sales/open", agreed).content.decode()
    case = Return.objects.get()
    assert (case.state, case.requested_by_id, "2 件" in case.consent) == ("approved", agent.account_id, True)
    assert call.fruits.get().number == case.number
    with nothing_changes():
        again = desk.post("/desk/after-sales/open", agreed).content.decode()
    assert case.number in again


def test_an_exchange_is_chosen_with_its_difference(desk, order, thing):
    dearer = swaps.variant(thing, dearer_fen=100)
    exchange = form(order, "exchange", choice=f"{dearer.sku_id}:200", cause="does_not_fit")
    assert f"{dearer.sku_id}:200" in desk.get("/desk/after-sales/questions", exchange).content.decode()
    page = desk.post("/desk/after-sales/weigh", exchange).content.decode()
    assert (told(page), "补差价" in page) == ("200", True)
    desk.post("/desk/after-sales/open", {**exchange, "agreed": "yes", "announced": "200"})
    assert "/pay/" in TextMessage.objects.latest("created_at").body


@pytest.mark.parametrize(
    ("more", "words"),
    [
        pytest.param({"agreed": ""}, "复述", id="not read back"),
        pytest.param({"announced": ""}, "复述", id="no sum"),
        pytest.param({"announced": "-1"}, "¥", id="another sum"),
        pytest.param({"customer": ""}, "来电人", id="no caller"),
        pytest.param({"customer": "01a2050b-8312-7ec7-a716-8154b07ae667"}, "", id="another caller's order"),
        pytest.param({"order_number": "0"}, "", id="no such order"),
        pytest.param({"way": "nonsense"}, "请先选择", id="nothing chosen"),
        pytest.param({"remedy": "return", "kind": "quality"}, "写明理由", id="defective without a word"),
        pytest.param({"remedy": "exchange", "choice": "x"}, "", id="a choice no form holds"),
    ],
)
def test_what_is_wrong_is_said_and_changes_nothing(desk, order, thing, more, words):
    usual = {"agreed": "yes", "announced": str(-2 * thing.amount_fen)}
    with nothing_changes():
        page = desk.post("/desk/after-sales/open", form(order, **(usual | more))).content.decode()
    assert 'role="alert"' in page
    assert words in page


def test_strangers_and_customers_do_not_come_in(client, order, customer, moment):
    assert client.get("/desk/after-sales").status_code == 302
    client.force_login(Account.objects.get(pk=customer.account_id))
    assert client.post("/desk/after-sales/open", form(order)).status_code == 403
    assert client.get(f"/console/orders/{order.number}/after-sales/").status_code in {302, 403, 404}


def test_a_service_agent_opens_it_from_the_orders_page(desk, order, thing):
    where = f"/console/orders/{order.number}/after-sales/"
    assert where in desk.get(f"/console/sales/order/{order.id}/change/").content.decode()
    assert "消费者权益保护法 25" in desk.get(where).content.decode()
    asked = form(order, "repair", "quality", reason="不通电")
    assert desk.post(where, asked | {"weigh": "1"}).status_code == 200
    page = desk.post(where, form(order) | {"weigh": "1"}).content.decode()
    with nothing_changes():
        assert desk.post(where, form(order) | {"open": "1"}).status_code == 422
    agreed = form(order, agreed="yes", announced=told(page), open="1")
    case_page = desk.post(where, agreed, follow=True).content.decode()
    case = Return.objects.get()
    assert (case.number in case_page, "您同意吗" in case_page, "原路退回" in case_page) == (True, True, True)
    assert desk.get("/console/orders/000/after-sales/").status_code == 404
