"""Pausing, resuming and stopping a batch."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.messaging.capabilities import SEND_MARKETING
from zhanggui.domain.messaging.facts import BatchChanged
from zhanggui.domain.messaging.models import Batch
from zhanggui.domain.messaging.pushing import push_soon
from zhanggui.domain.messaging.refusals import BatchNotSo
from zhanggui.domain.messaging.states import BATCH_VERBS
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def change_batch(*, batch_id: UUID, verb: str, by: Actor, at: datetime, reason: str = "") -> Batch:
    """Do this to a batch: ``pause``, ``resume`` or ``stop``. Raises ``BatchNotSo``.

    A portion in a worker's hand goes out; nothing after it does. What a stop leaves unsent is written down
    as such, message by message.
    """
    by.require(SEND_MARKETING)
    batch = Batch.objects.locked().filter(pk=batch_id).first()
    if batch is None:
        raise NotFound
    sources, leads_to = BATCH_VERBS[verb]
    if batch.state not in sources:
        raise BatchNotSo(state=batch.state, verb=verb)
    batch.state = leads_to
    batch.save(update_fields=["state"])
    if verb != "pause":
        push_soon(batch.id)
    trail.record(BatchChanged(title=batch.title, verb=verb), on=batch, by=by, at=at, reason=reason)
    return batch
