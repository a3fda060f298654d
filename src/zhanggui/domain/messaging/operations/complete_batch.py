"""Saying that everybody a batch is for has been added."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.messaging.capabilities import SEND_MARKETING
from zhanggui.domain.messaging.facts import BatchChanged
from zhanggui.domain.messaging.models import Batch
from zhanggui.domain.messaging.pushing import push_soon
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def complete_batch(*, batch_id: UUID, by: Actor, at: datetime) -> Batch:
    """Nobody more will be added: when all are through, the batch is done. Said twice, it is said once."""
    by.require(SEND_MARKETING)
    batch = Batch.objects.locked().filter(pk=batch_id).first()
    if batch is None:
        raise NotFound
    if batch.complete_at is None:
        batch.complete_at = at
        batch.save(update_fields=["complete_at"])
        push_soon(batch.id)
        trail.record(BatchChanged(title=batch.title, verb="complete"), on=batch, by=by, at=at)
    return batch
