"""A caller who wants what is sold out takes a place in the queue, and the call keeps it."""

import pytest

from tests.domain.broadcast.conftest import studio  # noqa: F401
from tests.journeys.test_waiting_list import Evening
from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.broadcast.operations.join_waiting_list import WaitingWish
from zhanggui.domain.broadcast.refusals import AlreadyWaiting
from zhanggui.domain.care.operations.accept_call import accept_call
from zhanggui.domain.care.operations.receive_call_event import ToldEvent, receive_call_event
from zhanggui.domain.care.refusals import NotYourCall
from zhanggui.domain.care.states import CallEventKind
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.roles import Role
from zhanggui.journeys.wait_by_phone import wait_by_phone

pytestmark = pytest.mark.django_db


def test_a_caller_waits_once_and_the_call_keeps_the_place(studio):  # noqa: F811
    evening, agent = Evening(studio), somebody("温言", Role.CS_AGENT)
    event = ToldEvent(name="e", call="c", kind=CallEventKind.INCOMING, happened_at=evening.at)
    call = receive_call_event(event=event, by=SYSTEM, at=evening.at)
    wish = WaitingWish(
        slot_goods_id=evening.goods.id, customer_id=evening.people[1].account_id, channel="phone"
    )
    with nothing_changes(), pytest.raises(NotYourCall):
        wait_by_phone(wish=wish, call_id=call.id, by=agent, at=evening.at)
    accept_call(call_id=call.id, by=agent, at=evening.at)
    place = wait_by_phone(wish=wish, call_id=call.id, by=agent, at=evening.at)

    assert call.fruits.get().number == str(place.number)
    assert (place.channel, place.customer_id) == ("phone", wish.customer_id)
    with nothing_changes(), pytest.raises(AlreadyWaiting):
        wait_by_phone(wish=wish, call_id=call.id, by=agent, at=evening.at)
