"""A letter as an Internet message: plain text and HTML, its name, and the one click that ends it."""

from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime, parseaddr
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from zhanggui.domain.messaging.carriers import Letter
from zhanggui.kernel import clock

UNSUBSCRIBE = "List-Unsubscribe"


class _Uncut(EmailPolicy):
    """As SMTP wants it, but an address of a page stays in one piece.

    Python encodes a header that it cannot cut (RFC 2047); mail programs find no address in what is left.
    """

    def fold(self, name: str, value: Any) -> str:
        return f"{name}: {value}{self.linesep}" if name == UNSUBSCRIBE else super().fold(name, value)

    def fold_binary(self, name: str, value: Any) -> bytes:
        if name == UNSUBSCRIBE:
            return self.fold(name, value).encode()
        folded: bytes = super().fold_binary(name, value)
        return folded


POLICY = _Uncut(linesep=SMTP.linesep)


def as_mail(letter: Letter) -> EmailMessage:
    """The message as a mail server takes it (RFC 5322), with List-Unsubscribe (RFC 8058) where due."""
    mail = EmailMessage(policy=POLICY)
    mail["From"] = settings.MAIL_SENDER
    mail["To"] = letter.recipient
    mail["Subject"] = " ".join(letter.subject.split())
    mail["Date"] = format_datetime(clock.now())
    mail["Message-ID"] = f"<{letter.token}@{settings.MAIL_DOMAIN}>"
    if letter.unsubscribe:
        mail[UNSUBSCRIBE] = f"<{letter.unsubscribe}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        mail["Precedence"] = "bulk"
    with override(letter.language):
        context = {"letter": letter, "house": parseaddr(settings.MAIL_SENDER)}
        mail.set_content(render_to_string("mail/mail.txt", context))
        mail.add_alternative(render_to_string("mail/mail.html", context), subtype="html")
    return mail


def return_address(letter: Letter) -> str:
    """Where mail servers report: the address names the message (VERP)."""
    return f"bounce+{letter.token}@{settings.MAIL_DOMAIN}"
