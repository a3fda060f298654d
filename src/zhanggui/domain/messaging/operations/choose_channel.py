"""A customer says which way they want to be told of a topic."""

# recorded by: choosing.choose, which tells the fact where the choice changes something

from datetime import datetime

from django.db import transaction

from zhanggui.domain.messaging.choosing import choose
from zhanggui.domain.messaging.states import Channel, Topic
from zhanggui.identity.actor import Actor


@transaction.atomic
def choose_channel(*, topic: Topic, channel: Channel, wanted: bool, by: Actor, at: datetime) -> None:
    """Want it, or refuse it, for oneself. It counts from the next message that is sent.

    Raises ``NotRefusable`` for orders and security. Wanting marketing by a way is no consent to marketing:
    that is given apart.
    """
    choose(by.account_id, (topic, channel), wanted=wanted, by=by, at=at)
