"""Having a batch pushed on by a worker, on a queue of its own and below everything else."""

from contextlib import suppress
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.types import TimeDeltaParams

MAILINGS = "mailings"
PUSH = "messaging.push_batch"
"""The job, by its name: jobs import verbs, and verbs push batches."""


def push_soon(batch_id: UUID, seconds: float = 0) -> None:
    """Have this batch pushed on, now or in so many seconds; asked for twice, it is done once."""
    later: TimeDeltaParams | None = {"seconds": int(seconds) + 1} if seconds else None
    push = app.configure_task(
        name=PUSH, queue=MAILINGS, priority=-10, queueing_lock=f"{MAILINGS} {batch_id}", schedule_in=later
    )
    # A savepoint, because that it is asked for already is no reason to undo what asked.
    with suppress(AlreadyEnqueued), transaction.atomic():
        push.defer(batch_id=str(batch_id))
