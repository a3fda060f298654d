"""What the door leaves to the worker."""

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from zhanggui.kernel import clock
from zhanggui.mechanisms.access.messages import DELIVERY
from zhanggui.mechanisms.access.operations.deliver_text_message import deliver_text_message


@app.task(name=DELIVERY, queue="messages", retry=RetryStrategy(max_attempts=8, exponential_wait=3))
def deliver(message_id: str) -> None:
    """Send one short message."""
    deliver_text_message(message_id=UUID(message_id), at=clock.now())
