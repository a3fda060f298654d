"""Reads for members' pages, the console, jobs and other packages."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from zhanggui.domain.messaging.carriers import Letter
from zhanggui.domain.messaging.models import Batch, BatchProgress, ChannelChoice, Message
from zhanggui.domain.messaging.refusals import UnsignedLink
from zhanggui.domain.messaging.sending import letter_of
from zhanggui.domain.messaging.standing import recipients
from zhanggui.domain.messaging.states import REFUSABLE, BatchState, Channel, MessageState, Topic
from zhanggui.domain.messaging.tokens import message_of_link
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound

FORGOTTEN_AFTER = timedelta(minutes=10)


def inbox(by: Actor) -> QuerySet[Message]:
    """What the house wrote to this customer on its own pages (站内信), the latest first."""
    shown = Message.objects.filter(account=by.account_id, channel=Channel.INBOX).exclude(
        state__in=(MessageState.WAITING, MessageState.IN_HAND, MessageState.SUPPRESSED, MessageState.FAILED)
    )
    return shown.select_related("batch", "version").order_by("-created_at")


def inbox_message(message_id: UUID, *, by: Actor) -> Message:
    """One of them. Raises ``NotFound`` for somebody else's."""
    message = inbox(by).filter(pk=message_id).first()
    if message is None:
        raise NotFound
    return message


def unread(by: Actor, *, most: int = 99) -> int:
    """How many messages on the house's pages wait to be read; it stops counting at ``most``."""
    return len(inbox(by).filter(read_at=None).order_by().values_list("pk")[:most])


def choices(by: Actor) -> dict[tuple[Topic, Channel], bool]:
    """For each way and topic that can be refused: whether this customer wants it."""
    rows = ChannelChoice.objects.filter(account=by.account_id).exclude(refused_at=None)
    refused = set(rows.values_list("topic", "channel"))
    return {
        (topic, channel): (topic.value, channel.value) not in refused
        for topic in REFUSABLE
        for channel in Channel
    }


def forgotten(*, at: datetime, most: int = 500) -> list[UUID]:
    """Notices that should have left long ago: whoever had them in hand has died."""
    waiting = Message.objects.filter(
        batch=None, state=MessageState.WAITING, created_at__lt=at - FORGOTTEN_AFTER
    )
    return list(waiting.order_by("tries", "id").values_list("pk", flat=True)[:most])


def open_batches() -> list[UUID]:
    """Batches with something left to do, the oldest first."""
    living = Batch.objects.filter(ended_at=None).exclude(state=BatchState.PAUSED)
    return list(living.order_by("opened_at").values_list("pk", flat=True))


def message_of_unsubscribing(token: str) -> Message:
    """The message that a link to unsubscribe belongs to. Raises ``UnsignedLink``."""
    message = Message.objects.filter(pk=message_of_link(token)).first()
    if message is None:
        raise UnsignedLink
    return message


def newest_letters(channel: str, *, most: int) -> list[tuple[Message, Letter]]:
    """The newest messages by this way, as they leave the house: for the developers' pages."""
    newest = Message.objects.filter(channel=channel).select_related("batch", "version")
    messages = list(newest.order_by("-created_at")[:most])
    letters = []
    for topic in {message.topic for message in messages}:
        alike = [message for message in messages if message.topic == topic]
        known = recipients(
            [m.account_id for m in alike], topic=topic, channel=channel, at=alike[0].created_at
        )
        letters += [(m, letter_of(m, known[m.account_id])) for m in alike if m.account_id in known]
    return sorted(letters, key=lambda pair: pair[0].created_at, reverse=True)


def progress_of(batch_id: UUID) -> BatchProgress:
    """How far a batch has come."""
    return BatchProgress.objects.select_related("batch").get(pk=batch_id)
