"""Words are tried out on who writes them, before anybody else gets them."""

import pytest

from tests.domain.messaging.conftest import approved_text
from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.messaging.models import Message, Outcome
from zhanggui.domain.messaging.operations.deliver_message import deliver_message
from zhanggui.domain.messaging.operations.send_test import send_test
from zhanggui.domain.messaging.operations.write_template import TemplateWish, write_template
from zhanggui.domain.messaging.refusals import NobodyToTest
from zhanggui.domain.messaging.states import Channel
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import NotAllowed, NotFound

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(db):
    by = somebody("营销", Role.PROGRAMME_SCHEDULER)
    Account.objects.filter(pk=by.account_id).update(email="writer@example.com")
    return by


def test_a_draft_reaches_its_writer_alone_and_needs_no_consent(texts, member, post, noon, writer):
    member(1, agrees=True)
    wish = TemplateWish(
        code="tonight",
        channel=Channel.MAIL,
        title="今晚节目",
        subject="今晚节目",
        body="{name}，{goods} 今晚见",
    )
    version = write_template(wish=wish, by=writer, at=noon)
    message = send_test(version_id=version.id, by=writer, at=noon)
    deliver_message(message_id=message.id, by=SYSTEM, at=noon)

    (letter,) = post.taken
    assert (letter.recipient, letter.subject) == ("writer@example.com", "今晚节目")
    assert letter.text.startswith("营销，")
    assert Outcome.objects.get().verdict == "handed_over"
    assert Message.objects.filter(topic="marketing").count() == 0


@pytest.mark.parametrize(
    ("role", "known", "mailbox", "refusal"),
    [
        pytest.param(Role.CS_AGENT, True, "a@example.com", NotAllowed, id="not one who writes"),
        pytest.param(Role.PROGRAMME_SCHEDULER, False, "a@example.com", NotFound, id="no such words"),
        pytest.param(Role.PROGRAMME_SCHEDULER, True, "", NobodyToTest, id="a writer without a mailbox"),
    ],
)
def test_what_cannot_be_tried_out_changes_nothing(noon, role, known, mailbox, refusal):
    version, by = approved_text(noon), somebody("某人", role)
    Account.objects.filter(pk=by.account_id).update(email=mailbox)
    with nothing_changes(), pytest.raises(refusal):
        send_test(version_id=version.id if known else new_id(), by=by, at=noon)
