"""Opening a channel: its licence, and what it is licensed as."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from zhanggui.domain.broadcast.capabilities import OPEN_CHANNELS
from zhanggui.domain.broadcast.facts import ChannelOpened
from zhanggui.domain.broadcast.models import Channel
from zhanggui.domain.broadcast.refusals import CodeTaken
from zhanggui.domain.broadcast.states import ChannelClass
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelTerms:
    """A channel and its licence (TV-10)."""

    code: str
    name: str
    channel_class: ChannelClass
    licence_number: str
    licensed_from: date
    licensed_to: date


@transaction.atomic
def open_channel(*, terms: ChannelTerms, by: Actor, at: datetime) -> Channel:
    """Add a channel on which slots can be planned. Raises ``CodeTaken``."""
    by.require(OPEN_CHANNELS)
    if Channel.objects.filter(code=terms.code).exists():
        raise CodeTaken(taken=terms.code)

    channel = Channel(
        code=terms.code,
        name=terms.name,
        channel_class=terms.channel_class,
        licence_number=terms.licence_number,
        licensed_from=terms.licensed_from,
        licensed_to=terms.licensed_to,
        opened_at=at,
    )
    channel.save(force_insert=True)

    fact = ChannelOpened(
        code=channel.code,
        name=channel.name,
        channel_class=channel.channel_class,
        licence=channel.licence_number,
    )
    trail.record(fact, on=channel, by=by, at=at)
    return channel
