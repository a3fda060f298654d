"""Machines without an account are believed by their signature, for five minutes, and nobody else is."""

import json
from datetime import timedelta

import pytest

from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.messaging.models import ChannelChoice
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.mechanisms.access.signed_calls import SIGNATURE_HEADER, TIME_HEADER, signed
from zhanggui.schema.encrypted import keyed_hash

pytestmark = pytest.mark.django_db
RECEIPTS = "/api/messages/sms-receipts"
REPLY = json.dumps({"kind": "reply", "mobile": "13900000001", "text": "R"}).encode()


@pytest.fixture
def customer():
    account = somebody("王秀兰", Role.CUSTOMER)
    Account.objects.filter(pk=account.account_id).update(mobile_hash=keyed_hash("13900000001"))
    return account


def knock(client, body, headers, path=RECEIPTS):
    return client.post(path, body, content_type="application/json", headers=headers)


def test_a_signed_reply_is_heard(client, customer, set_clock):
    answer = knock(client, REPLY, signed("sms", REPLY, at=set_clock.now()))

    assert answer.status_code == 204
    assert ChannelChoice.objects.get().account_id == customer.account_id


@pytest.mark.parametrize(
    ("caller", "age", "body", "change"),
    [
        pytest.param("mail", 0, REPLY, {}, id="signed by another machine"),
        pytest.param("sms", 301, REPLY, {}, id="older than five minutes"),
        pytest.param("sms", -301, REPLY, {}, id="from the future"),
        pytest.param("sms", 0, REPLY + b" ", {}, id="a body changed on its way"),
        pytest.param("sms", 0, REPLY, {SIGNATURE_HEADER: ""}, id="no signature"),
        pytest.param("sms", 0, REPLY, {SIGNATURE_HEADER: "é" * 64}, id="a signature of other letters"),
        pytest.param("sms", 0, REPLY, {TIME_HEADER: "soon"}, id="no time"),
        pytest.param("sms", 0, REPLY, {TIME_HEADER: "9" * 40}, id="an absurd time"),
    ],
)
def test_an_unsigned_call_is_not_heard(client, customer, set_clock, caller, age, body, change):
    headers = signed(caller, REPLY, at=set_clock.now() - timedelta(seconds=age)) | change
    with nothing_changes():
        answer = knock(client, body, headers)
    assert answer.json()["code"] == "unsigned-call"
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        pytest.param(RECEIPTS, b"[]", 400, id="not what a carrier tells"),
        pytest.param(RECEIPTS, b'{"kind": "reply", "mobile": "12"}', 400, id="a reply from no number"),
        pytest.param(
            RECEIPTS, b'{"kind": "receipt", "reference": "x"}', 204, id="a receipt of nobody's message"
        ),
        pytest.param("/api/messages/mail-reports", b"hello", 400, id="a mail that is no report"),
    ],
)
def test_a_signed_call_that_says_nothing_changes_nothing(client, set_clock, path, body, status):
    caller = "sms" if path == RECEIPTS else "mail"
    with nothing_changes():
        answer = knock(client, body, signed(caller, body, at=set_clock.now()), path)
    assert answer.status_code == status
