"""A wish has come true, and its member is told: once."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.members.capabilities import TELL
from zhanggui.domain.members.facts import WatchServed
from zhanggui.domain.members.models import Watch
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def serve_watch(*, watch_id: UUID, by: Actor, at: datetime) -> Watch | None:
    """Take the wish off the list for good; none, if somebody else was first or it was withdrawn meanwhile.

    The message is written in the same transaction by whoever calls this.
    """
    by.require(TELL)
    waiting = Watch.objects.locked().select_related("sku__goods").filter(served_at=None, withdrawn_at=None)
    watch = waiting.filter(pk=watch_id).first()
    if watch is None:
        return None
    watch.served_at = at
    watch.save(update_fields=["served_at"])
    trail.record(WatchServed(sku=watch.sku.code, kind=watch.kind), on=watch, by=by, at=at)
    return watch
