"""Opening the sending of an approved marketing text to many."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.messaging.capabilities import SEND_MARKETING
from zhanggui.domain.messaging.facts import BatchOpened
from zhanggui.domain.messaging.models import Batch, BatchProgress
from zhanggui.domain.messaging.wording import marketing_text
from zhanggui.identity.actor import Actor
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.trail import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchWish:
    """What is sent under which title, how many an hour at most, and what fills its placeholders."""

    title: str
    version_id: UUID
    per_hour: int
    values: Mapping[str, str] = field(default_factory=dict)
    about: Subject | None = None


@transaction.atomic
def open_batch(*, wish: BatchWish, by: Actor, at: datetime) -> Batch:
    """Open a batch. It begins as soon as recipients are added.

    Raises ``NotFound``, ``NotMarketing`` for words of another topic, and ``TemplateUnpublished`` unless this
    very version is the approved one in use.
    """
    by.require(SEND_MARKETING)
    version = marketing_text(wish.version_id).version

    batch = Batch.objects.create(
        id=new_id(),
        title=wish.title[:120],
        version=version,
        channel=version.template.channel,
        per_hour=wish.per_hour,
        values=dict(wish.values),
        opened_by_id=by.account_id,
        opened_at=at,
    )
    BatchProgress.objects.create(batch=batch)
    fact = BatchOpened(title=batch.title, channel=batch.channel)
    trail.record(fact, on=batch, thread=wish.about, by=by, at=at)
    return batch
