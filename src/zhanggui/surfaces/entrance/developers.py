"""What developers and visitors of the example world see in place of a phone and a mailbox."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from zhanggui.domain.messaging.queries import newest_letters
from zhanggui.identity.models import TextMessage

NEWEST = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One short message on the page: a code of the front door, or a notice."""

    recipient: str
    body: str
    created_at: datetime
    sent_at: datetime | None


@never_cache
def text_messages(request: HttpRequest) -> HttpResponse:
    """The newest short messages, as phones would show them. Only in the example world or while developing."""
    _refuse_elsewhere()
    codes = [
        Shown(recipient=m.recipient or "", body=m.body or "", created_at=m.created_at, sent_at=m.sent_at)
        for m in TextMessage.objects.order_by("-created_at", "-pk")[:NEWEST]
    ]
    notices = [
        Shown(
            recipient=letter.recipient,
            body=letter.text,
            created_at=message.created_at,
            sent_at=message.sent_at,
        )
        for message, letter in newest_letters("sms", most=NEWEST)
    ]
    newest = sorted(codes + notices, key=lambda each: each.created_at, reverse=True)[:NEWEST]
    return render(request, "entrance/text_messages.html", {"text_messages": newest})


@never_cache
def mails(request: HttpRequest) -> HttpResponse:
    """The newest mails, as mailboxes would show them. Only in the example world or while developing."""
    _refuse_elsewhere()
    newest = [
        {
            "recipient": letter.recipient,
            "subject": letter.subject,
            "text": letter.text,
            "unsubscribe": letter.unsubscribe,
            "at": message.created_at,
            "state": message.state,
        }
        for message, letter in newest_letters("mail", most=NEWEST)
    ]
    return render(request, "entrance/mails.html", {"mails": newest})


def _refuse_elsewhere() -> None:
    if not (settings.DEMO or settings.DEBUG):
        raise Http404
