"""Mail over SMTP, spoken to a real server: what it is handed, and what follows from each of its answers."""

import email
import re
from email.policy import SMTP

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from benchmarks.servers import free_port

from zhanggui.domain.messaging.carriers import Letter, NotTaken
from zhanggui.integrations.mail.smtp import SmtpMail

TOKEN = f"{'0' * 12}4000{'0' * 16}.{'a' * 12}"
CLICK = f"https://shop.example/unsubscribe/{'0' * 32}:{'b' * 43}/"


class House:
    """A mail server that answers as its table says, and keeps what it took."""

    def __init__(self):
        self.taken, self.told, self.names = [], {}, []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if answer := self.told.get(("rcpt", address)):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if answer := self.told.get(("data", envelope.rcpt_tos[0])):
            return answer
        self.taken.append((envelope.mail_from, envelope.rcpt_tos[0], bytes(envelope.original_content)))
        return "250 taken"

    def checks(self, server, session, envelope, mechanism, given):
        """Whoever says the name and the word of the setting may come in."""
        self.names.append(given.login)
        is_known = (given.login, given.password) == (b"house", b"w@rd")
        return AuthResult(success=is_known, handled=False)


@pytest.fixture
def house(settings):
    """A server of this machine, without TLS, as one stands behind the same wall."""
    keeps = House()
    controller = Controller(
        keeps,
        hostname="127.0.0.1",
        port=free_port(),
        authenticator=keeps.checks,
        auth_require_tls=False,
        enable_SMTPUTF8=False,
    )
    controller.start()
    settings.SMTP_URL = f"smtp://house:w%40rd@127.0.0.1:{controller.port}"
    yield keeps
    controller.stop()


def letter(recipient="reader@post.example", subject="茶夜", **more):
    return Letter(recipient=recipient, subject=subject, text="今晚八点见。", token=TOKEN, **more)


def test_a_mail_program_finds_the_one_click_in_what_travelled(house):
    with SmtpMail().open() as line:
        line.send(letter(subject="茶夜" * 40 + "\n换行", unsubscribe=CLICK))
    ((sender, _, raw),) = house.taken
    mail = email.message_from_bytes(raw, policy=SMTP)

    # Read as bytes: Python would decode what no mail program does.
    assert re.search(rb"(?m)^List-Unsubscribe: <" + CLICK.encode() + rb">\r$", raw)
    assert re.search(rb"(?m)^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$", raw)
    assert sender == f"bounce+{TOKEN}@mail.zhanggui.example"
    assert mail["Subject"] == "茶夜" * 40 + " 换行"
    assert mail["Date"].datetime.tzinfo is not None
    assert max(len(row) for row in raw.splitlines()) <= 998
    assert "service@zhanggui.example" in mail.get_body(("plain",)).get_content()


def test_what_cannot_be_refused_offers_no_click(house):
    with SmtpMail().open() as line:
        line.send(letter())
    assert b"List-Unsubscribe" not in house.taken[0][2]


@pytest.mark.parametrize(
    ("place", "answer", "permanent"),
    [
        pytest.param("rcpt", "550 5.1.1 no such user", True, id="no such mailbox"),
        pytest.param("rcpt", "451 4.7.1 come again", False, id="greylisted"),
        pytest.param("data", "554 5.7.1 not wanted", True, id="the content is refused"),
        pytest.param("data", "452 4.3.1 no room", False, id="no room for now"),
    ],
)
def test_an_answer_about_one_mail_stops_no_other(house, place, answer, permanent):
    house.told[place, "reader@post.example"] = answer
    with SmtpMail().open() as line:
        with pytest.raises(NotTaken) as refused:
            line.send(letter())
        line.send(letter("other@post.example"))

    assert (refused.value.permanent, refused.value.line_down) == (permanent, False)
    assert refused.value.answer == answer
    assert [to for _, to, _ in house.taken] == ["other@post.example"]
    assert house.names == [b"house"], "one connection, signed in to once"


def test_an_address_that_cannot_be_written_is_given_up_and_the_next_one_goes(house):
    with SmtpMail().open() as line:
        with pytest.raises(NotTaken) as refused:
            line.send(letter("读者@post.example"))
        line.send(letter())

    assert (refused.value.permanent, refused.value.line_down) == (True, False)
    assert len(house.taken) == 1


@pytest.mark.parametrize("trouble", ["nobody listens", "the word is wrong"])
def test_trouble_of_the_house_costs_no_mail_its_turn(house, settings, trouble):
    wrong = {
        "nobody listens": "smtp://127.0.0.1:9",
        "the word is wrong": settings.SMTP_URL.replace("w%40", "x"),
    }
    settings.SMTP_URL = wrong[trouble]
    with SmtpMail().open() as line, pytest.raises(NotTaken) as refused:
        line.send(letter())

    assert (refused.value.permanent, refused.value.line_down) == (False, True)
