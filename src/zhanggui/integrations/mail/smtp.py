"""A mail server, spoken to by SMTP over one connection for as long as there is something to say."""

import contextlib
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import unquote, urlsplit

from django.conf import settings

from zhanggui.domain.messaging.carriers import Letter, Line, NotTaken
from zhanggui.integrations.mail.envelope import as_mail, return_address

SECONDS_MAX = 15
PORTS = {"smtp": 25, "smtps": 465}


class SmtpMail:
    """The server that the setting ``SMTP_URL`` names. TLS is begun wherever the server offers it."""

    @contextmanager
    def open(self) -> Iterator[Line]:
        server = _Server(settings.SMTP_URL)
        try:
            yield server
        finally:
            server.close()


class _Server:
    """One connection; one that was lost is opened again for the next message.

    Only what is said about the recipient or the content is final. That we may not send at all, or that
    nobody answers, is trouble of the house: the message waits.
    """

    def __init__(self, url: str) -> None:
        self.url = urlsplit(url)
        self.connection: smtplib.SMTP | None = None

    def send(self, letter: Letter) -> str:
        try:
            mail = as_mail(letter)
            self._connected().send_message(mail, return_address(letter), [letter.recipient])
        except smtplib.SMTPRecipientsRefused as refused:
            code, answer = refused.recipients[letter.recipient]
            raise NotTaken(_said(code, answer), permanent=code >= 500) from refused
        except smtplib.SMTPDataError as refused:
            permanent = refused.smtp_code >= 500
            raise NotTaken(_said(refused.smtp_code, refused.smtp_error), permanent=permanent) from refused
        except (ValueError, smtplib.SMTPNotSupportedError) as unsayable:
            # An address that no header can hold, or that this server cannot write: nothing helps this one,
            # and the others must not wait behind it.
            raise NotTaken(str(unsayable), permanent=True) from unsayable
        except (OSError, smtplib.SMTPException) as lost:
            self.close()
            raise NotTaken(str(lost), permanent=False, line_down=True) from lost
        return str(mail["Message-ID"])

    def _connected(self) -> smtplib.SMTP:
        if self.connection is None:
            self.connection = self._connect()
        return self.connection

    def _connect(self) -> smtplib.SMTP:
        host, port = self.url.hostname or "localhost", self.url.port or PORTS[self.url.scheme]
        trusted = ssl.create_default_context()
        if self.url.scheme == "smtps":
            made: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=SECONDS_MAX, context=trusted)
        else:
            made = smtplib.SMTP(host, port, timeout=SECONDS_MAX)
            made.ehlo()
            if made.has_extn("starttls"):
                made.starttls(context=trusted)
        if self.url.username:
            made.login(unquote(self.url.username), unquote(self.url.password or ""))
        return made

    def close(self) -> None:
        if self.connection is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                self.connection.quit()
            self.connection = None


def _said(code: int, answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return f"{code} {text}"
