"""Not wanting to be told any more."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.members.capabilities import OWN
from zhanggui.domain.members.facts import WatchWithdrawn
from zhanggui.domain.members.models import Watch
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def withdraw_watch(*, watch_id: UUID, by: Actor, at: datetime) -> Watch:
    """Take one's own wish back. Raises ``NotFound`` for one that is served, withdrawn or somebody else's."""
    by.require(OWN)
    waiting = Watch.objects.locked().select_related("sku").filter(served_at=None, withdrawn_at=None)
    watch = waiting.filter(pk=watch_id, account_id=by.account_id).first()
    if watch is None:
        raise NotFound
    watch.withdrawn_at = at
    watch.save(update_fields=["withdrawn_at"])
    trail.record(WatchWithdrawn(sku=watch.sku.code, kind=watch.kind), on=watch, by=by, at=at)
    return watch
