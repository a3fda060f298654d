"""Sending the next portion of a batch."""

# recorded by: the outcome of each message, which is sealed with the facts

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.messaging import portions
from zhanggui.domain.messaging.capabilities import REPORT
from zhanggui.domain.messaging.facts import BatchChanged
from zhanggui.domain.messaging.models import Batch, BatchProgress
from zhanggui.domain.messaging.rules import seconds_until, worthwhile
from zhanggui.domain.messaging.states import BatchState
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True)
class Sent:
    """How many messages were dealt with, and in how many seconds to come again (``None``: not at all)."""

    ended: int
    again_in: float | None


def send_portion(*, batch_id: UUID, by: Actor, at: datetime) -> Sent:
    """Deal with the next portion. Each message is asked about for the last time, and sent at most once."""
    by.require(REPORT)
    batch = Batch.objects.select_related("version__template").filter(pk=batch_id, ended_at=None).first()
    if batch is None or batch.state == BatchState.PAUSED:
        return Sent(0, None)
    portion = portions.take(batch, at)
    if portion is None:
        return Sent(0, portions.LEASE.total_seconds())
    if portion.messages:
        portions.hand_over(portion, at)
        portions.put_down(portion, at)
    return Sent(len(portion.endings), _again_in(batch, by, at))


@transaction.atomic
def _again_in(batch: Batch, by: Actor, at: datetime) -> float | None:
    """When the next portion is due. Where nothing is left, the batch ends here."""
    progress = BatchProgress.objects.get(pk=batch.pk)
    if progress.waiting == 0:
        _end(batch, by, at)
        return None
    if batch.state == BatchState.STOPPED:
        return 0.0
    if progress.not_before is not None and progress.not_before > at:
        return (progress.not_before - at).total_seconds()
    wanted = worthwhile(batch.per_hour, portions.PORTION)
    return seconds_until(wanted, progress.allowance, batch.per_hour)


def _end(batch: Batch, by: Actor, at: datetime) -> None:
    """Everybody was added and everything is through, or was stopped."""
    batch = Batch.objects.locked().get(pk=batch.pk)
    over = batch.complete_at is not None or batch.state == BatchState.STOPPED
    if batch.ended_at is not None or not over:
        return
    batch.ended_at = at
    if batch.state == BatchState.SENDING:
        batch.state = BatchState.DONE
    batch.save(update_fields=["state", "ended_at"])
    trail.record(BatchChanged(title=batch.title, verb="finish"), on=batch, by=by, at=at)
