"""Adding a portion of recipients to a batch."""

# recorded by: the messages themselves, of which the sealed outcomes tell

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.messaging.capabilities import SEND_MARKETING
from zhanggui.domain.messaging.models import Batch, BatchProgress, Message
from zhanggui.domain.messaging.pushing import push_soon
from zhanggui.domain.messaging.refusals import BatchNotSo
from zhanggui.domain.messaging.states import BatchState, Topic
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound


@transaction.atomic
def add_recipients(*, batch_id: UUID, account_ids: Sequence[UUID], by: Actor, at: datetime) -> int:
    """Add these accounts, each once however often it is added. Returns how many were new.

    Raises ``NotFound``, and ``BatchNotSo`` when the batch was stopped or is done.
    """
    by.require(SEND_MARKETING)
    batch = Batch.objects.select_related("version__template").filter(pk=batch_id).first()
    if batch is None:
        raise NotFound
    if batch.state not in (BatchState.SENDING, BatchState.PAUSED):
        raise BatchNotSo(state=batch.state, verb="add")
    progress = BatchProgress.objects.locked().get(pk=batch_id)
    known = set(
        Message.objects.filter(batch=batch, account__in=account_ids).values_list("account_id", flat=True)
    )
    template = batch.version.template
    made = Message.objects.bulk_create(
        Message(
            account_id=account_id,
            batch=batch,
            kind=template.code,
            topic=Topic.MARKETING,
            channel=batch.channel,
            language=template.language,
            version=batch.version,
            created_at=at,
        )
        for account_id in dict.fromkeys(account_ids)
        if account_id not in known
    )
    progress.added += len(made)
    progress.save(update_fields=["added"])
    push_soon(batch.id)
    return len(made)
