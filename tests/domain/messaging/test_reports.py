"""Mail servers, carriers and recipients say what became of a message; what follows from it follows once."""

from email.message import EmailMessage
from email.policy import SMTP

import pytest

from tests.domain.messaging.test_batches import send_all
from tests.vocabulary import nothing_changes
from zhanggui.domain.messaging import tokens
from zhanggui.domain.messaging.models import ChannelChoice, Message, Outcome, Suppression
from zhanggui.domain.messaging.operations.choose_channel import choose_channel
from zhanggui.domain.messaging.operations.lift_suppression import lift_suppression
from zhanggui.domain.messaging.operations.receive_mail_report import receive_mail_report
from zhanggui.domain.messaging.operations.receive_sms_receipt import SmsReceipt, receive_sms_receipt
from zhanggui.domain.messaging.operations.receive_sms_reply import receive_sms_reply
from zhanggui.domain.messaging.operations.suppress import Address, suppress
from zhanggui.domain.messaging.operations.unsubscribe import unsubscribe
from zhanggui.domain.messaging.refusals import (
    NotRefusable,
    NotSuppressed,
    UnreadableReport,
    UnsignedLink,
)
from zhanggui.domain.messaging.states import Channel, Topic
from zhanggui.identity.actor import PUBLIC, SYSTEM
from zhanggui.kernel.ids import new_id

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("texts")]

DSN = """\
Reporting-MTA: dns; mx.example.com

Final-Recipient: rfc822; c1@example.com
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} told so
"""
FEEDBACK = "Feedback-Type: abuse\r\nUser-Agent: mailbox/1.0\r\nVersion: 1\r\n"


def report(token, kind, body, *, where="address"):
    """A multipart/report as a mail server makes it; our name for the message stands in ``where``."""
    lines = [
        "From: mailer-daemon@mx.example.com",
        f"To: bounce+{token}@mail.example" if where == "address" else "To: bounce@mail.example",
        "Subject: Undelivered",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/report; report-type={kind}; boundary="b"',
        "",
        "--b",
        "Content-Type: text/plain",
        "",
        "It did not arrive.",
        "--b",
        f"Content-Type: message/{kind}",
        "",
        body,
        "--b",
        "Content-Type: text/rfc822-headers",
        "",
        f"Message-ID: <{token}@mail.example>" if where == "headers" else "Message-ID: <other@x>",
        "",
        "--b--",
        "",
    ]
    return "\r\n".join(lines).replace("\n\r\n", "\r\n").encode()


@pytest.fixture
def sent(member, batch_to, post, noon):
    """A marketing mail that its server took."""
    send_all(batch_to([member(1, agrees=True)]), noon)
    return Message.objects.get()


@pytest.fixture
def sms(member, batch_to, post, noon):
    """A marketing SMS that its carrier took."""
    send_all(batch_to([member(1, agrees=True)], channel=Channel.SMS), noon)
    return Message.objects.get()


@pytest.mark.parametrize("where", ["address", "headers"])
@pytest.mark.parametrize(
    ("action", "status", "state", "suppressed"),
    [
        pytest.param("failed", "5.1.1", "bounced", ["hard_bounce"], id="no such mailbox"),
        pytest.param("failed", "5.2.2", "bounced", [], id="a full mailbox"),
        pytest.param("failed", "5.7.1", "bounced", [], id="the content was refused"),
        pytest.param("delayed", "4.4.1", "handed_over", [], id="delayed"),
        pytest.param("delivered", "2.0.0", "delivered", [], id="delivered"),
    ],
)
def test_a_bounce_is_read_and_a_dead_address_suppressed(sent, noon, where, action, status, state, suppressed):
    raw = report(
        tokens.token_of(sent.id), "delivery-status", DSN.format(action=action, status=status), where=where
    )
    assert receive_mail_report(raw=raw, by=SYSTEM, at=noon)
    with nothing_changes():
        assert not receive_mail_report(raw=raw, by=SYSTEM, at=noon)

    sent.refresh_from_db()
    assert sent.state == state
    assert list(Suppression.objects.values_list("reason", flat=True)) == suppressed
    assert sent.batch.progress.bounced == (state == "bounced")


def test_a_complaint_keeps_marketing_away_and_orders_not(sent, noon):
    raw = report(tokens.token_of(sent.id), "feedback-report", FEEDBACK)
    receive_mail_report(raw=raw, by=SYSTEM, at=noon)

    sent.refresh_from_db()
    assert sent.state == "complained"
    assert Suppression.objects.get().reason == "complaint"


def an_absence_note(sent):
    mail = EmailMessage(policy=SMTP)
    mail["To"] = f"bounce+{tokens.token_of(sent.id)}@mail.example"
    mail["Auto-Submitted"] = "auto-replied"
    mail.set_content("I am on holiday.")
    return mail.as_bytes()


def forged(sent):
    return report(f"{sent.id.hex}.{'0' * 12}", "delivery-status", DSN.format(action="failed", status="5.1.1"))


def of_nobodys(sent):
    token = tokens.token_of(new_id())
    return report(token, "delivery-status", DSN.format(action="failed", status="5.1.1"))


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(an_absence_note, id="an absence note"),
        pytest.param(forged, id="a forged name"),
        pytest.param(of_nobodys, id="a message that is not ours"),
        pytest.param(lambda sent: b"\x00\xff" * 50, id="noise"),
        pytest.param(lambda sent: b"", id="nothing"),
    ],
)
def test_what_is_no_report_changes_nothing(sent, noon, raw):
    with nothing_changes(), pytest.raises(UnreadableReport):
        receive_mail_report(raw=raw(sent), by=SYSTEM, at=noon)


@pytest.mark.parametrize(("arrived", "state"), [(True, "delivered"), (False, "bounced")])
def test_a_receipt_of_a_short_message_counts_once(sms, noon, arrived, state):
    receipt = SmsReceipt(reference=sms.reference, arrived=arrived, answer="MK:0001")
    assert receive_sms_receipt(receipt=receipt, by=SYSTEM, at=noon)
    assert not receive_sms_receipt(receipt=receipt, by=SYSTEM, at=noon)
    assert not receive_sms_receipt(receipt=SmsReceipt(reference="", arrived=True), by=SYSTEM, at=noon)

    sms.refresh_from_db()
    assert sms.state == state
    assert Outcome.objects.filter(message=sms).count() == 2


@pytest.mark.parametrize(("text", "stops"), [("R", True), (" 退订 ", True), ("好的，几点开始？", False)])
def test_somebody_who_answers_stop_is_left_alone(sms, noon, text, stops):
    assert receive_sms_reply(mobile="139 0000 0001", text=text, by=SYSTEM, at=noon) == stops
    assert ChannelChoice.objects.filter(channel="sms", topic="marketing").exists() == stops


def test_one_click_ends_it_twice_clicked_once(sent, noon):
    token = tokens.unsubscribe_link(sent.id).rstrip("/").rsplit("/", 1)[1]
    unsubscribe(token=token, by=PUBLIC, at=noon)
    with nothing_changes():
        unsubscribe(token=token, by=PUBLIC, at=noon)

    choice = ChannelChoice.objects.get()
    assert (choice.account_id, choice.topic, choice.channel) == (sent.account_id, "marketing", "mail")
    assert sent.batch.progress.unsubscribed == 1


def test_a_link_that_is_not_ours_ends_nothing(sent, noon):
    with nothing_changes(), pytest.raises(UnsignedLink):
        unsubscribe(token=f"{sent.id.hex}:forged", by=PUBLIC, at=noon)


def test_orders_cannot_be_switched_off(member, noon):
    by = member(1).actor()
    with nothing_changes(), pytest.raises(NotRefusable):
        choose_channel(topic=Topic.ORDERS, channel=Channel.SMS, wanted=False, by=by, at=noon)


def test_by_hand_on_the_list_and_off_again(noon):
    address = Address(channel=Channel.MAIL, written=" C1@Example.com ")
    first = suppress(address=address, note="来电要求", by=SYSTEM, at=noon)
    assert suppress(address=address, note="再说一次", by=SYSTEM, at=noon) == first
    lift_suppression(suppression_id=first.id, reason="邮箱恢复", by=SYSTEM, at=noon)
    with nothing_changes(), pytest.raises(NotSuppressed):
        lift_suppression(suppression_id=first.id, reason="", by=SYSTEM, at=noon)
