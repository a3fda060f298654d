"""What the worker of the house would have done meanwhile: none runs while the story is told."""

from datetime import timedelta

from zhanggui.demo.paying import goes_back
from zhanggui.domain.broadcast.operations.return_leftovers import return_leftovers
from zhanggui.domain.messaging.models import Message
from zhanggui.domain.messaging.operations.deliver_message import deliver_message
from zhanggui.domain.messaging.states import MessageState
from zhanggui.domain.payments.models import Refund
from zhanggui.domain.payments.states import RefundState
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel import clock


def the_worker_catches_up() -> None:
    """Notices leave when written, money goes back, and pieces nobody paid for return from quotas on sale."""
    for message in Message.objects.filter(batch=None, state=MessageState.WAITING).order_by("created_at"):
        deliver_message(message_id=message.id, by=SYSTEM, at=message.created_at)
    refunds_go_out()
    return_leftovers(by=SYSTEM, at=clock.now())


def refunds_go_out() -> None:
    """What was to be refunded has been, within twenty minutes."""
    for refund in (
        Refund.objects.filter(state=RefundState.REQUESTED).select_related("payment").order_by("requested_at")
    ):
        sent = min(clock.now(), refund.requested_at + timedelta(minutes=20))
        goes_back(refund, at=sent)
