"""What messages prove: each control is shown green, and turning red."""

from datetime import timedelta

import pytest

from tests.domain.messaging.conftest import BACK, approved_text
from tests.domain.messaging.test_batches import send_all
from tests.vocabulary import behind_the_back
from zhanggui.domain.messaging import controls
from zhanggui.domain.messaging.operations.send import Notice, send
from zhanggui.identity.actor import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("texts")]
SOON = timedelta(minutes=5)


def test_notices_leave(member, post, noon):
    assert controls.notices_leave(noon).status == "no_data"
    notice = Notice(kind=BACK, account_id=member().id, key="k", values={"goods": "青瓷杯"})
    send(notice=notice, by=SYSTEM, at=noon)
    assert controls.notices_leave(noon + SOON).status == "kept"
    red = controls.notices_leave(noon + 3 * SOON)
    assert (red.status, red.figures["notices forgotten"], red.records.count) == ("broken", 2, 2)


@pytest.mark.parametrize(
    "doctored",
    [
        pytest.param("DELETE FROM identity_consent", id="nobody agreed"),
        pytest.param(
            "UPDATE identity_consent SET withdrawn_at = given_at - interval '1 second'",
            id="taken back before",
        ),
        pytest.param(
            "INSERT INTO messaging_channelchoice SELECT gen_random_uuid(), 'marketing', 'mail', sent_at - "
            "interval '1 hour', sent_at, account_id FROM messaging_message",
            id="refused before",
        ),
    ],
)
def test_no_offer_goes_to_who_did_not_want_it(member, batch_to, post, noon, doctored):
    assert controls.only_who_agreed(noon).status == "no_data"
    send_all(batch_to([member(1, agrees=True)]), noon)
    assert controls.only_who_agreed(noon + SOON).status == "kept"
    with behind_the_back() as change:
        columns = "id, topic, channel, refused_at, chosen_at, account_id"
        change(
            doctored.replace("messaging_channelchoice SELECT", f"messaging_channelchoice ({columns}) SELECT")
        )
    red = controls.only_who_agreed(noon + SOON)
    assert (red.status, red.figures["offers nobody wanted"]) == ("broken", 1)


def test_words_are_approved(noon):
    assert controls.words_are_approved(noon).status == "no_data"
    version = approved_text(noon)
    assert controls.words_are_approved(noon).status == "kept"
    with behind_the_back() as change:
        change(f"UPDATE messaging_templateversion SET digest = repeat('0', 64) WHERE id = '{version.id}'")
    assert controls.words_are_approved(noon).status == "broken"
