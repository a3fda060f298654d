"""Who carries messages out of the house: the line to a mail server, and the carrier of short messages."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from zhanggui.mechanisms.access import messages


class NotTaken(Exception):
    """The carrier refused a message. ``permanent``: trying again would not help.

    ``line_down``: nobody answers at all, and no other message would go either.
    """

    def __init__(self, answer: str, *, permanent: bool, line_down: bool = False) -> None:
        self.answer = answer
        self.permanent = permanent
        self.line_down = line_down
        super().__init__(answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One message as it leaves: to whom, the words, and by what its fate is recognised.

    ``token`` names the message in the envelope's return address and in its Message-ID.
    """

    recipient: str
    subject: str
    text: str
    token: str
    unsubscribe: str = ""
    """Where one click ends it (RFC 8058); empty where it cannot be refused."""
    language: str = "zh-hans"


class Line(Protocol):
    """An open line to a carrier: one after the other goes out over it."""

    def send(self, letter: Letter) -> str:
        """Hand one over; the answer is the carrier's number for it. Raises ``NotTaken``."""
        ...


class MailCarrier(Protocol):
    """Somebody who takes mail."""

    def open(self) -> AbstractContextManager[Line]:
        """A line that stays open for as long as it is used."""
        ...


def mail_carrier() -> MailCarrier:
    """The carrier that the setting ``MAIL_CARRIER`` names."""
    made: MailCarrier = import_string(settings.MAIL_CARRIER)()
    return made


class _SmsLine:
    """Short messages go out one by one over the carrier of the front door."""

    def __init__(self) -> None:
        self.carrier = messages.carrier()

    def send(self, letter: Letter) -> str:
        return self.carrier.send(letter.recipient, letter.text)


class _InboxLine:
    """The house's own pages: what is written there can be read there."""

    def send(self, letter: Letter) -> str:
        return ""


@contextmanager
def line_of(channel: str) -> Iterator[Line]:
    """An open line for this way."""
    if channel == "mail":
        with mail_carrier().open() as line:
            yield line
    else:
        yield _SmsLine() if channel == "sms" else _InboxLine()
