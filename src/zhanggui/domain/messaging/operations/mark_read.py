"""A customer has read a message on the house's own pages."""

# recorded by: the time kept with the message; what a customer reads is their own matter

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.messaging import queries
from zhanggui.domain.messaging.models import Message
from zhanggui.identity.actor import Actor


@transaction.atomic
def mark_read(*, message_id: UUID, by: Actor, at: datetime) -> Message:
    """Remember when it was first read. Raises ``NotFound`` for somebody else's."""
    message = queries.inbox_message(message_id, by=by)
    if message.read_at is None:
        message.read_at = at
        message.save(update_fields=["read_at"])
    return message
