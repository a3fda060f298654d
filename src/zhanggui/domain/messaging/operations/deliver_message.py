"""Handing one notice to its carrier."""

# recorded by: the outcome of the message, which is sealed with the facts

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.messaging.capabilities import REPORT
from zhanggui.domain.messaging.carriers import line_of
from zhanggui.domain.messaging.models import Message
from zhanggui.domain.messaging.sending import handed_over, judged, write_down
from zhanggui.domain.messaging.standing import recipients
from zhanggui.domain.messaging.states import MessageState
from zhanggui.domain.messaging.suppressing import suppress_dead
from zhanggui.identity.actor import Actor


@transaction.atomic
def deliver_message(*, message_id: UUID, by: Actor, at: datetime) -> None:
    """Ask for the last time whether it may go, and hand it over: at least once.

    A carrier that does not answer fails the job, which is tried again. A worker that dies after the carrier
    took it sends it again: better told twice that an order was cancelled than never.
    """
    by.require(REPORT)
    message = Message.objects.locked().filter(pk=message_id, state=MessageState.WAITING).first()
    if message is None:
        return
    known = recipients([message.account_id], topic=message.topic, channel=message.channel, at=at)
    recipient = known.get(message.account_id)
    ending = judged(message, recipient, at)
    if ending is None and recipient is not None:
        with line_of(message.channel) as line:
            ending = handed_over(message, recipient, line)
    if ending is not None:
        write_down([ending], at=at)
        suppress_dead([ending], at=at)
