"""A letter as an Internet message: plain text and HTML, its name, and the one click that ends it."""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from zhanggui.domain.messaging.carriers import Letter


def as_mail(letter: Letter) -> EmailMessage:
    """The message as a mail server takes it (RFC 5322), with List-Unsubscribe (RFC 8058) where due."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = settings.MAIL_SENDER
    mail["To"] = letter.recipient
    mail["Subject"] = letter.subject
    mail["Message-ID"] = f"<{letter.token}@{settings.MAIL_DOMAIN}>"
    if letter.unsubscribe:
        mail["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        mail["Precedence"] = "bulk"
    with override(letter.language):
        context = {"letter": letter, "house": parseaddr(settings.MAIL_SENDER)[0]}
        mail.set_content(render_to_string("mail/mail.txt", context))
        mail.add_alternative(render_to_string("mail/mail.html", context), subtype="html")
    return mail


def return_address(letter: Letter) -> str:
    """Where mail servers report: the address names the message (VERP)."""
    return f"bounce+{letter.token}@{settings.MAIL_DOMAIN}"
