"""No more of these: asked by GET, done by POST, with neither cookie nor token of a form (RFC 8058)."""

import pytest
from django.test import Client

from tests.domain.messaging.conftest import batch_to, member, post, texts  # noqa: F401
from tests.domain.messaging.test_batches import send_all
from tests.vocabulary import nothing_changes
from zhanggui.domain.messaging.models import ChannelChoice
from zhanggui.integrations.mail.envelope import as_mail, return_address

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(texts, member, batch_to, post, noon):  # noqa: F811
    """A marketing mail as it left."""
    send_all(batch_to([member(1, agrees=True)]), noon)
    return post.taken[0]


def test_a_mail_program_ends_it_with_one_click(letter, settings):
    mail = as_mail(letter)
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter.token in return_address(letter)
    assert letter.token in mail["Message-ID"]
    path = mail["List-Unsubscribe"].strip("<>").removeprefix(settings.PUBLIC_URL)
    stranger = Client(enforce_csrf_checks=True)

    with nothing_changes():
        assert stranger.get(path).status_code == 200
    answer = stranger.post(path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert ChannelChoice.objects.get().refused_at is not None


def test_the_words_of_a_mail_are_in_both_its_parts(letter):
    mail = as_mail(letter)

    assert [part.get_content_type() for part in mail.walk()][1:] == ["text/plain", "text/html"]
    for part in list(mail.walk())[1:]:
        assert "顾客1，今晚八点见。" in part.get_content()
        assert letter.unsubscribe in part.get_content()


def test_a_made_up_link_ends_nothing(client):
    with nothing_changes():
        assert client.post("/unsubscribe/0000:made-up/").status_code == 400
        assert client.get("/unsubscribe/0000:made-up/").status_code == 400


def test_the_page_of_mails_is_for_the_example_world_only(client, letter, settings):
    assert client.get("/dev/mail/").status_code == 404
    settings.DEMO = True
    assert "今晚八点见" in client.get("/dev/mail/").content.decode()
    assert client.get("/dev/sms/").status_code == 200
