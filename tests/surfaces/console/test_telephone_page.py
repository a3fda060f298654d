"""The telephone's page: who waits now, and one day's figures of the queue and of each agent."""

import re
from datetime import timedelta

import pytest

from tests.people import somebody
from zhanggui.domain.care.operations.accept_call import accept_call
from zhanggui.domain.care.operations.keep_fruit import Fruit, keep_fruit
from zhanggui.domain.care.operations.receive_call_event import ToldEvent, receive_call_event
from zhanggui.domain.care.states import CallEventKind, CallResult
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SetClock
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.trail import Subject

pytestmark = pytest.mark.django_db


def told(kind, call, at, number="13900000001"):
    event = ToldEvent(
        name=f"{call}-{kind}", call=call, kind=CallEventKind(kind), happened_at=at, caller=number
    )
    return receive_call_event(event=event, by=SYSTEM, at=at)


@pytest.fixture
def day(noon):
    """Three calls: answered after ten seconds with an order, given up after thirty, waiting still."""
    agent, second = somebody("温言", Role.CS_AGENT), timedelta(seconds=1)
    answered = told("incoming", "c1", noon)
    accept_call(call_id=answered.id, by=agent, at=noon + 10 * second)
    fruit = Fruit(result=CallResult.ORDER, subject=Subject("sales.order", new_id()), number="26112400000001")
    keep_fruit(call_id=answered.id, fruit=fruit, by=agent, at=noon + 60 * second)
    told("ended", "c1", noon + 130 * second)
    told("incoming", "c2", noon, "13900000002")
    told("ended", "c2", noon + 30 * second)
    told("incoming", "c3", noon + 300 * second, "13900000003")
    with clock.using(SetClock(noon + timedelta(minutes=6))):
        yield noon


def test_the_page_says_waiting_answered_average_and_orders_by_agent(client, day):
    client.force_login(Account.objects.get(pk=somebody("主管", Role.CS_SUPERVISOR).account_id))
    page = client.get("/console/telephone/").content.decode()

    assert re.search(r"<h2>[^<]*: 1</h2>", page)
    assert "139****0003" in page
    assert "13900000003" not in page
    row = re.search(r"<tr><th scope=\"row\">温言</th>(.*?)</tr>", page)[1]
    cells = re.findall(r"<td[^>]*>(.*?)</td>", row)
    assert (cells[0], cells[1].split()[0], cells[2].split()[0], cells[3]) == ("1", "10", "120", "1")
    assert float(cells[4]) > 0
    assert "50.0%" in page


def test_the_page_is_not_everybodys(client, day):
    client.force_login(Account.objects.get(pk=somebody("仓库", Role.WAREHOUSE_KEEPER).account_id))
    assert client.get("/console/telephone/").status_code == 403
