"""Noting what else a channel shows: dramas, commercials, public-service advertising."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from zhanggui.domain.broadcast.capabilities import PLAN_SLOTS
from zhanggui.domain.broadcast.facts import ItemNoted
from zhanggui.domain.broadcast.models import Channel, ChannelItem
from zhanggui.domain.broadcast.states import ItemKind
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import Malformed, NotFound
from zhanggui.mechanisms import trail
from zhanggui.schema.violations import refusing


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemWish:
    """One thing on the channel's day that the limits of advertising count."""

    kind: ItemKind
    title: str
    starts_at: datetime
    ends_at: datetime


@transaction.atomic
def note_item(*, channel_id: UUID, item: ItemWish, by: Actor, at: datetime) -> ChannelItem:
    """Take it into the day of the channel. Raises ``ItemsOverlap``, ``Malformed``, ``NotFound``."""
    by.require(PLAN_SLOTS)
    channel = Channel.objects.filter(pk=channel_id, closed_at=None).first()
    if channel is None:
        raise NotFound
    if not item.starts_at < item.ends_at or not item.title.strip():
        raise Malformed(field="ends_at", problem=f"> {item.starts_at:%H:%M}")

    made = ChannelItem(
        channel=channel,
        kind=item.kind,
        title=item.title.strip()[:120],
        period=DateTimeTZRange(item.starts_at, item.ends_at),
        noted_by_id=by.account_id,
        noted_at=at,
    )
    with refusing(), transaction.atomic():
        made.save(force_insert=True)

    fact = ItemNoted(channel=channel.code, kind=item.kind, title=made.title)
    trail.record(fact, on=made, by=by, at=at, thread=channel)
    return made
