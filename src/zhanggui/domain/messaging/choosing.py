"""A customer's word on one way for one topic, written down."""

from datetime import datetime
from uuid import UUID

from zhanggui.domain.messaging.facts import ChannelChosen
from zhanggui.domain.messaging.models import ChannelChoice
from zhanggui.domain.messaging.refusals import NotRefusable
from zhanggui.domain.messaging.states import REFUSABLE, Channel, Topic
from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account
from zhanggui.mechanisms import trail


def choose(account_id: UUID, way: tuple[Topic, Channel], *, wanted: bool, by: Actor, at: datetime) -> bool:
    """Keep the choice; whether it differs from before. Raises ``NotRefusable``."""
    topic, channel = way
    if topic not in REFUSABLE:
        raise NotRefusable
    account = Account.objects.locked().get(pk=account_id)
    known = ChannelChoice.objects.locked().filter(account=account, topic=topic, channel=channel).first()
    if (known is None or known.refused_at is None) == wanted:
        return False
    choice = known or ChannelChoice(account=account, topic=topic, channel=channel)
    choice.refused_at, choice.chosen_at = (None if wanted else at), at
    choice.save()
    fact = ChannelChosen(topic=topic, channel=channel, choice="wanted" if wanted else "refused")
    trail.record(fact, on=choice, thread=account, by=by, at=at)
    return True
