"""A notice is told once by each way, unless at the last moment something stands against it."""

from datetime import timedelta

import pytest

from tests.domain.messaging.conftest import BACK
from tests.vocabulary import nothing_changes
from zhanggui.domain.messaging.capabilities import SEND_NOTICE
from zhanggui.domain.messaging.carriers import NotTaken
from zhanggui.domain.messaging.models import ChannelChoice, Message, Outcome
from zhanggui.domain.messaging.operations.deliver_message import deliver_message
from zhanggui.domain.messaging.operations.send import Notice, send
from zhanggui.domain.messaging.refusals import ValueMissing
from zhanggui.domain.messaging.states import Channel, Topic
from zhanggui.identity.actor import PUBLIC, SYSTEM
from zhanggui.identity.models import Account
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import NotAllowed, NotFound

pytestmark = pytest.mark.django_db


def notice(account, **other):
    told = {"kind": BACK, "account_id": account.id, "key": "back:1", "values": {"goods": "青瓷杯"}}
    return Notice(**told | other)


def deliver_all(at):
    for message in Message.objects.filter(state="waiting"):
        deliver_message(message_id=message.id, by=SYSTEM, at=at)


def ends():
    return {o.message.channel: (o.verdict, o.reason) for o in Outcome.objects.select_related("message")}


def test_a_notice_goes_by_every_way_of_its_kind(member, post, noon):
    account = member()
    send(notice=notice(account), by=SYSTEM, at=noon)
    deliver_all(noon)

    assert {m.channel: m.state for m in Message.objects.all()} == dict.fromkeys(
        ("inbox", "sms", "mail"), "handed_over"
    )
    letters = {letter.recipient: letter for letter in post.taken}
    assert letters["c1@example.com"].text == "Dear 顾客1, 青瓷杯 is back in stock."
    assert letters["13900000001"].text == "【掌柜】青瓷杯 is back in stock."


def test_a_message_is_called_by_its_kind_and_not_by_a_code(member, noon):
    told = send(notice=notice(member()), by=SYSTEM, at=noon)

    assert {one.title() for one in told} == {"Back in stock"}


def test_the_same_cause_is_told_once(member, post, noon):
    account = member()
    first = send(notice=notice(account), by=SYSTEM, at=noon)
    again = send(notice=notice(account, values={"goods": "别的"}), by=SYSTEM, at=noon + timedelta(hours=1))
    deliver_all(noon)
    deliver_all(noon)

    assert {m.id for m in again} == {m.id for m in first}
    assert len(post.taken) == 2


def test_what_the_pages_show_is_there_at_once(member, noon):
    send(notice=notice(member(mail=False)), by=SYSTEM, at=noon)

    assert Message.objects.get(channel=Channel.INBOX).state == "handed_over"
    assert set(Message.objects.values_list("channel", flat=True)) == {"inbox", "sms"}


def refuse_sms(account, noon):
    ChannelChoice.objects.create(
        account=account, topic=Topic.WATCHING, channel="sms", refused_at=noon, chosen_at=noon
    )


def close(account, noon):
    Account.objects.filter(pk=account.pk).update(disabled_at=noon)


@pytest.mark.parametrize(
    ("happens", "sms"),
    [
        pytest.param(refuse_sms, ("suppressed", "refused"), id="the way was refused"),
        pytest.param(close, ("suppressed", "account_closed"), id="the account was closed"),
    ],
)
def test_what_happens_between_writing_and_sending_counts(member, post, noon, happens, sms):
    account = member()
    send(notice=notice(account), by=SYSTEM, at=noon)
    happens(account, noon)
    deliver_all(noon)

    assert ends()["sms"] == sms
    assert "13900000001" not in {letter.recipient for letter in post.taken}


def test_a_carrier_that_asks_to_come_again_is_asked_again(member, post, noon):
    send(notice=notice(member()), by=SYSTEM, at=noon)
    post.fails = {"13900000001"}
    message = Message.objects.get(channel="sms")
    with nothing_changes(), pytest.raises(NotTaken):
        deliver_message(message_id=message.id, by=SYSTEM, at=noon)

    post.fails = set()
    deliver_message(message_id=message.id, by=SYSTEM, at=noon)
    assert ends()["sms"] == ("handed_over", "")


def test_what_a_carrier_refuses_for_good_is_not_tried_again(member, post, noon):
    send(notice=notice(member()), by=SYSTEM, at=noon)
    post.refuses = {"13900000001", "c1@example.com"}
    deliver_all(noon)

    assert ends()["sms"] == ("failed", "")
    assert Outcome.objects.get(message__channel="sms").answer == "550 no such user"


@pytest.mark.parametrize(
    ("change", "by", "refusal"),
    [
        pytest.param({"values": {}}, SYSTEM, ValueMissing, id="a value is missing"),
        pytest.param({"account_id": new_id()}, SYSTEM, NotFound, id="nobody has this account"),
        pytest.param({}, PUBLIC, NotAllowed, id="by nobody"),
    ],
)
def test_a_refused_notice_leaves_no_trace(member, noon, change, by, refusal):
    account = member()
    with nothing_changes(), pytest.raises(refusal):
        send(notice=notice(account, **change), by=by, at=noon)
    assert not PUBLIC.may(SEND_NOTICE)
