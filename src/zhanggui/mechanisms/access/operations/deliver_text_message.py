"""Handing a written message to the carrier."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.identity.models import TextMessage
from zhanggui.mechanisms.access import messages


@transaction.atomic
def deliver_text_message(*, message_id: UUID, at: datetime) -> None:
    """Hand the message over once. If the carrier does not take it, the job fails and is tried again."""
    message = TextMessage.objects.locked().filter(pk=message_id, sent_at=None).first()
    if message is None or message.recipient is None or message.body is None:
        return
    message.reference = messages.carrier().send(message.recipient, message.body)[:80]
    message.sent_at = at
    message.save(update_fields=["reference", "sent_at"])
