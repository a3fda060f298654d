"""Taking an item off a channel's day: it is not shown after all."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.broadcast.capabilities import PLAN_SLOTS
from zhanggui.domain.broadcast.facts import ItemDropped
from zhanggui.domain.broadcast.models import ChannelItem
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def drop_item(*, item_id: UUID, by: Actor, at: datetime) -> None:
    """Count it no longer. Raises ``NotFound``."""
    by.require(PLAN_SLOTS)
    item = ChannelItem.objects.locked().select_related("channel").filter(pk=item_id).first()
    if item is None:
        raise NotFound
    fact = ItemDropped(channel=item.channel.code, kind=item.kind, title=item.title)
    trail.record(fact, on=item, by=by, at=at, thread=item.channel)
    item.delete()
