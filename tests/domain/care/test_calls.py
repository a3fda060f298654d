"""Calls as the telephone tells them: in any order, often told, fifty in a minute; and call-backs."""

from datetime import timedelta
from itertools import permutations

import pytest

from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.care import controls, telephony
from zhanggui.domain.care.models import Call, CallBack, CallEvent, CallFruit
from zhanggui.domain.care.operations.accept_call import accept_call
from zhanggui.domain.care.operations.ask_call_back import BackWish, ask_call_back
from zhanggui.domain.care.operations.keep_fruit import Fruit, keep_fruit
from zhanggui.domain.care.operations.note_call import note_call
from zhanggui.domain.care.operations.receive_call_event import ToldEvent, receive_call_event
from zhanggui.domain.care.operations.try_call_back import try_call_back
from zhanggui.domain.care.refusals import CallBackNotSo, CallGone, CallTaken, NotYourCall, TooFewTries
from zhanggui.domain.care.states import CALL_BACK_VERBS, CallBackState, CallEventKind, CallResult
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import Malformed, NotAllowed
from zhanggui.mechanisms.trail import Subject
from zhanggui.schema.encrypted import keyed_hash

pytestmark = pytest.mark.django_db
INCOMING, ANSWERED, ENDED, RECORDED = CallEventKind
MOBILE = "13900000001"


@pytest.fixture
def agent(db):
    return somebody("温言", Role.CS_AGENT)


@pytest.fixture
def tell(noon):
    """Tell an event of a call, ``after`` seconds after noon."""

    def told(kind, after=0, call="c1", **other):
        event = ToldEvent(
            name=other.pop("name", f"{call}-{kind}"), call=call, kind=kind,
            happened_at=noon + timedelta(seconds=after), **other,
        )  # fmt: skip
        return receive_call_event(event=event, by=SYSTEM, at=noon + timedelta(seconds=max(after, 0)))

    return told


def life(tell, order):
    said = {
        INCOMING: lambda: tell(INCOMING, 0, caller=MOBILE, line="4008001234"),
        ANSWERED: lambda: tell(ANSWERED, 8),
        ENDED: lambda: tell(ENDED, 95),
        RECORDED: lambda: tell(RECORDED, 100, recording="s3://calls/c1.ogg"),
    }
    for kind in order:
        said[kind]()
        said[kind]()


@pytest.mark.parametrize("order", list(permutations(CallEventKind)), ids=lambda o: " ".join(o))
def test_a_call_is_the_same_in_whatever_order_it_is_told(tell, noon, order):
    life(tell, order)

    call = Call.objects.get()
    assert call.state == "ended"
    assert (call.arrived_at, call.caller, call.line) == (noon, MOBILE, "4008001234")
    assert (call.answered_at - noon, call.ended_at - noon) == (timedelta(seconds=8), timedelta(seconds=95))
    assert call.recording == "s3://calls/c1.ogg"
    assert CallEvent.objects.count() == 4
    assert not CallBack.objects.filter(ended_at=None).exists()


def test_a_known_number_is_recognised(tell):
    customer = somebody("王秀兰", Role.CUSTOMER)
    Account.objects.filter(pk=customer.account_id).update(mobile_hash=keyed_hash(MOBILE))
    call = tell(INCOMING, caller="+86 139-0000-0001")

    assert (call.customer_id, call.caller) == (customer.account_id, MOBILE)


def test_fifty_calls_in_a_minute_are_answered_in_their_order(tell, noon, agent, django_assert_num_queries):
    for n in range(50):
        tell(INCOMING, n, call=f"q{n}", caller=f"139{n:08d}")
    at = noon + timedelta(minutes=1)
    with django_assert_num_queries(1):
        assert telephony.waiting(at=at) == 50
    with django_assert_num_queries(1):
        waiting = telephony.queue(by=agent, at=at)

    assert [call.reference for call in waiting] == [f"q{n}" for n in range(20)]
    agents = [agent, somebody("周到", Role.CS_AGENT)]
    for place in range(50):
        first = telephony.queue(by=agents[place % 2], at=at, most=1)[0]
        assert first.reference == f"q{place}"
        accept_call(call_id=first.id, by=agents[place % 2], at=at)
    assert telephony.waiting(at=at) == 0
    told = telephony.figures(since=noon, until=at, in_time_seconds=20)
    assert (told.calls, told.answered, told.abandoned, told.in_time) == (50, 50, 0, 10)
    assert [f.answered for f in telephony.by_agent(since=noon, until=at)] == [25, 25]
    slots = telephony.by_slots(since=noon, width=timedelta(seconds=30), count=2)
    assert slots == [(30, 30, 0), (20, 20, 0)]


def test_the_first_who_presses_the_key_has_the_call(tell, noon, agent):
    call, other = tell(INCOMING, caller=MOBILE), somebody("周到", Role.CS_AGENT)
    accept_call(call_id=call.id, by=agent, at=noon)
    with nothing_changes():
        accept_call(call_id=call.id, by=agent, at=noon)
    with nothing_changes(), pytest.raises(CallTaken):
        accept_call(call_id=call.id, by=other, at=noon)
    with nothing_changes(), pytest.raises(NotYourCall):
        note_call(call_id=call.id, text="别人的电话", by=other, at=noon)
    assert telephony.talking_to(by=agent) == call


@pytest.mark.parametrize(
    ("event", "by", "refusal"),
    [
        pytest.param({"after": 3600}, SYSTEM, Malformed, id="from the future"),
        pytest.param({}, None, NotAllowed, id="told by an agent"),
    ],
)
def test_what_cannot_be_believed_changes_nothing(noon, agent, event, by, refusal):
    told = ToldEvent(
        name="x", call="c1", kind=INCOMING, happened_at=noon + timedelta(seconds=event.get("after", 0))
    )
    with nothing_changes(), pytest.raises(refusal):
        receive_call_event(event=told, by=by or agent, at=noon)


def test_an_ended_call_is_not_accepted(tell, noon, agent):
    tell(INCOMING, caller=MOBILE)
    call = tell(ENDED, 30)
    assert call.state == "abandoned"
    with nothing_changes(), pytest.raises(CallGone):
        accept_call(call_id=call.id, by=agent, at=noon)


def test_who_was_not_answered_is_called_back_once(tell, noon, agent):
    for call in ("c1", "c2"):
        tell(INCOMING, call=call, caller=MOBILE)
        tell(ENDED, 30, call=call)

    wanted = CallBack.objects.get()
    assert (wanted.reason, wanted.number, wanted.due_at - noon) == (
        "missed", MOBILE, timedelta(minutes=30, seconds=30),
    )  # fmt: skip
    back = tell(INCOMING, 60, call="c3", caller=MOBILE)
    accept_call(call_id=back.id, by=agent, at=noon + timedelta(seconds=65))
    assert CallBack.objects.get().state == CallBackState.REACHED


def test_an_order_is_tied_to_its_call_once(tell, noon, agent):
    call = accept_call(call_id=tell(INCOMING, caller=MOBILE).id, by=agent, at=noon)
    fruit = Fruit(result=CallResult.ORDER, subject=Subject("sales.order", new_id()), number="Z1")
    keep_fruit(call_id=call.id, fruit=fruit, by=agent, at=noon)
    with nothing_changes():
        keep_fruit(call_id=call.id, fruit=fruit, by=agent, at=noon)

    assert CallFruit.objects.get().number == "Z1"
    until = noon + timedelta(hours=2)
    assert telephony.by_agent(since=noon, until=until)[0].orders_per_hour == 0.5


@pytest.mark.parametrize("state", CallBackState)
@pytest.mark.parametrize("verb", CALL_BACK_VERBS)
def test_a_call_back_goes_only_where_its_life_leads(noon, agent, state, verb):
    wanted = ask_call_back(wish=BackWish(mobile=MOBILE, matter="问尺码"), by=agent, at=noon)
    CallBack.objects.filter(pk=wanted.pk).update(state=state, tries=2)
    sources, leads_to = CALL_BACK_VERBS[verb]
    if state in sources:
        assert try_call_back(call_back_id=wanted.id, verb=verb, by=agent, at=noon).state == leads_to
    else:
        with nothing_changes(), pytest.raises(CallBackNotSo):
            try_call_back(call_back_id=wanted.id, verb=verb, by=agent, at=noon)


def test_nobody_is_given_up_before_the_third_try(noon, agent):
    wanted = ask_call_back(wish=BackWish(mobile=MOBILE), by=agent, at=noon)
    try_call_back(call_back_id=wanted.id, verb="take", by=agent, at=noon)
    with nothing_changes(), pytest.raises(TooFewTries):
        try_call_back(call_back_id=wanted.id, verb="give_up", by=agent, at=noon)
    other = somebody("周到", Role.CS_AGENT)
    with nothing_changes(), pytest.raises(CallTaken):
        try_call_back(call_back_id=wanted.id, verb="reach", by=other, at=noon)
    assert telephony.call_backs(by=other) == [wanted]


def test_the_control_of_answered_calls_turns_red_with_callers_who_give_up(tell, noon, agent):
    assert controls.calls_answered(noon).status == "no_data"
    for n in range(20):
        call = tell(INCOMING, 0, call=f"c{n}", caller=f"139{n:08d}")
        accept_call(call_id=call.id, by=agent, at=noon + timedelta(seconds=5))
    assert controls.calls_answered(noon + timedelta(hours=1)).status == "kept"
    for n in range(20, 23):
        tell(INCOMING, 0, call=f"c{n}")
        tell(ENDED, 60, call=f"c{n}")
    red = controls.calls_answered(noon + timedelta(hours=1))
    assert (red.status, red.figures["given up, percent"]) == ("broken", 13.0)


def test_who_asks_twice_stands_on_the_list_once_with_all_they_wanted(noon, agent):
    said = ("问尺码", "问保修", "问尺码", "")
    listed = {ask_call_back(wish=BackWish(mobile=MOBILE, matter=one), by=agent, at=noon).id for one in said}
    (kept,) = telephony.call_backs(by=agent)
    assert (listed, kept.matter, kept.not_before) == ({kept.id}, "问尺码；问保修", noon)


def test_the_control_of_call_backs_turns_red_when_nobody_tries(noon, agent):
    assert controls.call_backs_in_time(noon).status == "no_data"
    wanted = ask_call_back(wish=BackWish(mobile=MOBILE), by=agent, at=noon)
    assert controls.call_backs_in_time(noon + timedelta(minutes=30)).status == "kept"
    assert controls.call_backs_in_time(noon + timedelta(minutes=31)).status == "broken"
    for verb in ("take", "miss"):
        try_call_back(call_back_id=wanted.id, verb=verb, by=agent, at=noon)
    assert controls.call_backs_in_time(noon + timedelta(minutes=31)).status == "kept"
