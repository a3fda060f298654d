"""The stand-in where no mail server is set: mails stay in the house, on a developers' page."""

from collections.abc import Iterator
from contextlib import contextmanager

from zhanggui.domain.messaging.carriers import Letter, Line
from zhanggui.integrations.mail.envelope import as_mail


class LocalMail:
    """Takes every mail and sends none. ``/dev/mail/`` shows what was written."""

    @contextmanager
    def open(self) -> Iterator[Line]:
        yield self

    def send(self, letter: Letter) -> str:
        return str(as_mail(letter)["Message-ID"])
