"""Who calls: a withheld number, a number mistyped, a registration refused, a call-back, the next order."""

import re

import pytest

from tests.surfaces.phone_desk.test_desk import (  # noqa: F401
    MOBILE,
    agent,
    announced,
    caller,
    desk,
    form,
    texts,
    thing,
)
from tests.vocabulary import nothing_changes
from zhanggui.domain.care.operations.accept_call import accept_call
from zhanggui.domain.care.operations.receive_call_event import ToldEvent, receive_call_event
from zhanggui.domain.care.states import CallEventKind
from zhanggui.domain.sales.models import Order
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel import clock

pytestmark = pytest.mark.django_db
# ruff: noqa: F811  (fixtures are asked for by their names)


def rings(caller, name="c-9"):
    event = ToldEvent(
        name=f"{name}-in", call=name, kind=CallEventKind.INCOMING, happened_at=clock.now(), caller=caller
    )
    return receive_call_event(event=event, by=SYSTEM, at=clock.now())


def test_a_withheld_number_rings_at_every_desk_and_is_found_by_asking(desk, caller):
    rings("")
    queue = desk.get("/desk/queue").content.decode()
    assert "未显示号码" in queue
    ringing_call = re.search(r'name="ringing" value="([^"]+)"', queue)[1]
    assert "请询问手机号" in desk.post("/desk/accept", {"ringing": ringing_call}).content.decode()
    found = desk.get("/desk/caller", {"mobile": MOBILE}).content.decode()
    assert "王秀兰" in found
    assert f'name="call" value="{ringing_call}"' in found


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        pytest.param(lambda d: d.get("/desk/caller", {"mobile": "12"}), "不是中国大陆的手机号", id="typo"),
        pytest.param(
            lambda d: d.post("/desk/register", {"mobile": "13900001111", "name": "李四"}),
            "请告知两份文本",
            id="registered without consent",
        ),
        pytest.param(
            lambda d: d.post(
                "/desk/register", {"mobile": "13900001111", "agree_membership": "on", "agree_privacy": "on"}
            ),
            "请询问来电人姓名",
            id="registered without a name",
        ),
    ],
)
def test_what_is_refused_about_the_caller_leaves_the_call_on_the_line(desk, agent, texts, ask, words):
    call = rings("13900001111")
    accept_call(call_id=call.id, by=agent, at=clock.now())
    with nothing_changes():
        page = ask(desk).content.decode()
    assert words in page
    assert f'name="call" value="{call.id}"' in page
    assert 'id="note"' in page


def test_a_refused_registration_keeps_what_was_typed(desk, texts):
    typed = {"mobile": "13900001111", "name": "李四", "agree_membership": "on"}
    page = desk.post("/desk/register", typed).content.decode()
    assert 'value="李四"' in page
    assert 'name="agree_membership" checked' in page
    assert 'name="agree_privacy" data-wanting' in page


def test_a_refused_call_back_leaves_the_list_where_it_is(desk):
    desk.post("/desk/call-backs/ask", {"back_mobile": MOBILE, "back_matter": "问尺码"})
    wanted = {"back_mobile": MOBILE, "back_matter": "问保修", "back_at": "25:99"}
    with nothing_changes():
        page = desk.post("/desk/call-backs/ask", wanted).content.decode()
    assert "时间请写成 18:30" in page
    assert "问尺码" in page


def test_an_order_that_is_placed_brings_the_key_of_the_next(desk, caller, thing):
    first = desk.post("/desk/place", form(caller, thing)).content.decode()
    key = re.search(r'data-key="(\w+)"', first)[1]
    again = {"key": key, "quantity": "1", "announced": announced(thing, 1)}
    desk.post("/desk/place", form(caller, thing, **again))
    assert sorted(Order.objects.values_list("lines__quantity", flat=True)) == [1, 2]
