"""Short messages: written in the transaction of what causes them, sent by a job."""

from datetime import datetime
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app

from zhanggui.identity.models import TextMessage

DELIVERY = "access.deliver_text_message"
"""The job that hands a message over, by its name: jobs import verbs, and verbs write messages."""


class SmsCarrier(Protocol):
    """Somebody who brings short messages to phones."""

    def send(self, recipient: str, body: str) -> str:
        """Hand the message over; the answer is the carrier's number for it. Raises if it was not taken."""
        ...


def carrier() -> SmsCarrier:
    """The carrier that the setting ``SMS_CARRIER`` names."""
    made: SmsCarrier = import_string(settings.SMS_CARRIER)()
    return made


def write(recipient: str, body: str, *, purpose: str, at: datetime) -> TextMessage:
    """Write a message to a number; it leaves when the transaction is through."""
    message = TextMessage.objects.create(recipient=recipient, body=body, purpose=purpose, created_at=at)
    app.configure_task(name=DELIVERY, queue="messages").defer(message_id=str(message.id))
    return message
