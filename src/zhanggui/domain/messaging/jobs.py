"""What messages leave to the worker. Notices and campaigns have queues of their own.

A batch is pushed on in short turns of low priority, so that a worker with a single hand, too, has it free
for a notice after a few seconds.
"""

from datetime import timedelta
from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from zhanggui.domain.messaging import queries
from zhanggui.domain.messaging.operations.deliver_message import deliver_message
from zhanggui.domain.messaging.operations.send import DELIVERY
from zhanggui.domain.messaging.operations.send_portion import send_portion
from zhanggui.domain.messaging.pushing import MAILINGS, PUSH, push_soon
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel import clock

TURN = timedelta(seconds=2)


@app.task(name=DELIVERY, queue="messages", retry=RetryStrategy(max_attempts=8, exponential_wait=3))
def deliver(message_id: str) -> None:
    """Send one notice."""
    deliver_message(message_id=UUID(message_id), by=SYSTEM, at=clock.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="messaging.deliver_forgotten", queue="messages", queueing_lock="messaging.deliver_forgotten")
def deliver_forgotten(timestamp: int) -> None:
    """Send what a killed worker has left."""
    for message_id in queries.forgotten(at=clock.now()):
        deliver.defer(message_id=str(message_id))


@app.task(name=PUSH, queue=MAILINGS, priority=-10)
def push_batch(batch_id: str) -> None:
    """Send portions of a batch for one turn, then let others have theirs."""
    until = clock.now() + TURN
    while True:
        now = clock.now()
        again_in = send_portion(batch_id=UUID(batch_id), by=SYSTEM, at=now).again_in
        if again_in is None:
            return
        if again_in > 0 or now >= until:
            push_soon(UUID(batch_id), again_in)
            return


@app.periodic(cron="* * * * *")
@app.task(name="messaging.push_batches", queue=MAILINGS, queueing_lock="messaging.push_batches")
def push_batches(timestamp: int) -> None:
    """Push on every batch that is not through: new ones, and those whose worker has died."""
    for batch_id in queries.open_batches():
        push_soon(batch_id)
