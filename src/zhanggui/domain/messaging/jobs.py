"""What messages leave to the worker. Notices and campaigns have queues of their own."""

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from zhanggui.domain.messaging.operations.deliver_message import deliver_message
from zhanggui.domain.messaging.operations.send import DELIVERY
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel import clock


@app.task(name=DELIVERY, queue="messages", retry=RetryStrategy(max_attempts=8, exponential_wait=3))
def deliver(message_id: str) -> None:
    """Send one notice."""
    deliver_message(message_id=UUID(message_id), by=SYSTEM, at=clock.now())
