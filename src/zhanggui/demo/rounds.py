"""What the worker of the house would have done meanwhile: none runs while the story is told."""

from zhanggui.domain.broadcast.operations.return_leftovers import return_leftovers
from zhanggui.domain.messaging.models import Message
from zhanggui.domain.messaging.operations.deliver_message import deliver_message
from zhanggui.domain.messaging.states import MessageState
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel import clock


def the_worker_catches_up() -> None:
    """Notices leave when they were written, and pieces nobody paid for go back from quotas on sale."""
    for message in Message.objects.filter(batch=None, state=MessageState.WAITING).order_by("created_at"):
        deliver_message(message_id=message.id, by=SYSTEM, at=message.created_at)
    return_leftovers(by=SYSTEM, at=clock.now())
