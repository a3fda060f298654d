"""One click in a mail: no more of these, without signing in (RFC 8058)."""

# recorded by: choosing.choose, which tells the fact where the choice changes something

from datetime import datetime

from django.db import transaction

from zhanggui.domain.messaging.choosing import choose
from zhanggui.domain.messaging.models import Message
from zhanggui.domain.messaging.refusals import UnsignedLink
from zhanggui.domain.messaging.reporting import believe
from zhanggui.domain.messaging.states import Channel, Topic, Verdict
from zhanggui.domain.messaging.tokens import message_of_link
from zhanggui.identity.actor import Actor


@transaction.atomic
def unsubscribe(*, token: str, by: Actor, at: datetime) -> Message:
    """Refuse this way for this topic, for the account the message went to. Clicked twice, it is done once.

    The signed link is all it takes (CP-21: cancelled easily, and at once). Raises ``UnsignedLink``.
    """
    message = Message.objects.locked().filter(pk=message_of_link(token)).first()
    if message is None:
        raise UnsignedLink
    way = Topic(message.topic), Channel(message.channel)
    choose(message.account_id, way, wanted=False, by=by, at=at)
    believe(message, Verdict.UNSUBSCRIBED, "", by=by, at=at)
    return message
