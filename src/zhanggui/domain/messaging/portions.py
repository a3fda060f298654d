"""The portions in which a batch is sent: taken under a lease, sent over one line, written down.

A message is taken in one transaction, handed over outside of any, and written down in another. What a killed
worker had in its hand is therefore in doubt, and is never sent again: marketing goes out at most once. A
lease lets one worker at a time at a batch, and ends by itself.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F

from zhanggui.domain.messaging.carriers import NotTaken, line_of
from zhanggui.domain.messaging.models import Batch, BatchProgress, Message
from zhanggui.domain.messaging.rules import GATHER_SECONDS, allowance, quiet_until, worthwhile
from zhanggui.domain.messaging.sending import Ending, handed_over, judged, write_down
from zhanggui.domain.messaging.standing import Recipient, recipients
from zhanggui.domain.messaging.states import BatchState, Channel, MessageState, Topic, Verdict
from zhanggui.domain.messaging.suppressing import suppress_dead
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.norms import norm

PORTION = 50
"""Messages in a worker's hand: so many are in doubt at most when it is killed."""
LEASE = timedelta(minutes=2)
TRIES_MAX = 6
COME_AGAIN = timedelta(minutes=1)


@dataclass(slots=True)
class Portion:
    """Messages in one worker's hand, and what became of them."""

    batch: Batch
    progress: BatchProgress
    messages: list[Message] = field(default_factory=list)
    endings: list[Ending] = field(default_factory=list)
    given_back: list[Message] = field(default_factory=list)
    line_down: bool = False


@transaction.atomic
def take(batch: Batch, at: datetime) -> Portion | None:
    """Take the next messages into the hand, or ``None`` while another worker holds the batch."""
    progress = BatchProgress.objects.locked().get(pk=batch.pk)
    if progress.leased_until is not None and progress.leased_until > at:
        return None
    portion = Portion(batch, progress)
    _doubt_what_was_left(portion, at)
    if batch.state == BatchState.STOPPED:
        portion.messages = _waiting(batch, PORTION * 10)
    elif batch.state == BatchState.SENDING and not _must_wait(portion, at):
        portion.messages = _waiting(batch, min(PORTION, int(progress.allowance)))
    if portion.messages:
        held = [message.id for message in portion.messages]
        Message.objects.filter(pk__in=held).update(state=MessageState.IN_HAND)
        for message in portion.messages:
            message.state, message.batch = MessageState.IN_HAND, batch
            message.version = batch.version
        progress.lease, progress.leased_until = new_id(), at + LEASE
    progress.save()
    return portion


def _waiting(batch: Batch, limit: int) -> list[Message]:
    found = Message.objects.filter(batch=batch, state=MessageState.WAITING)
    return list(found.order_by("tries", "id")[:limit])


def _doubt_what_was_left(portion: Portion, at: datetime) -> None:
    """Nobody holds the lease, so whoever held these has died: whether they went, nobody knows."""
    left = list(Message.objects.filter(batch=portion.batch, state=MessageState.IN_HAND))
    write_down([Ending(message=message, verdict=Verdict.IN_DOUBT) for message in left], at=at)
    portion.progress.in_doubt += len(left)


def _must_wait(portion: Portion, at: datetime) -> bool:
    """Whether quiet hours, a carrier that does not answer, or the throttle ask for patience."""
    progress, batch = portion.progress, portion.batch
    if batch.channel != Channel.INBOX:
        first, last = norm("messaging.quiet_hours", on=at)
        progress.not_before = quiet_until(at, (first, last)) or progress.not_before
    if progress.not_before is not None and progress.not_before > at:
        return True
    since = (at - progress.allowed_at).total_seconds() if progress.allowed_at else GATHER_SECONDS
    progress.allowance = allowance(progress.allowance, batch.per_hour, max(since, 0.0))
    progress.allowed_at, progress.not_before = at, None
    return progress.allowance < worthwhile(batch.per_hour, PORTION) - 0.001


def hand_over(portion: Portion, at: datetime) -> None:
    """Ask for the last time about each, and send. Outside of any transaction of its own."""
    if portion.batch.state == BatchState.STOPPED:
        stopped = Verdict.SUPPRESSED
        portion.endings = [Ending(message=m, verdict=stopped, reason="stopped") for m in portion.messages]
        return
    accounts = [message.account_id for message in portion.messages]
    known = recipients(accounts, topic=Topic.MARKETING, channel=portion.batch.channel, at=at)
    to_send: list[tuple[Message, Recipient]] = []
    for message in portion.messages:
        recipient = known.get(message.account_id)
        ending = judged(message, recipient, at)
        if ending is None and recipient is not None:
            to_send.append((message, recipient))
        elif ending is not None:
            portion.endings.append(ending)
    if to_send:
        _send(portion, to_send)


def _send(portion: Portion, to_send: Sequence[tuple[Message, Recipient]]) -> None:
    with line_of(portion.batch.channel) as line:
        for message, recipient in to_send:
            if portion.line_down:
                portion.given_back.append(message)
                continue
            try:
                portion.endings.append(handed_over(message, recipient, line))
            except NotTaken as refused:
                portion.line_down = refused.line_down
                _try_again(portion, message, refused)


def _try_again(portion: Portion, message: Message, refused: NotTaken) -> None:
    message.tries += not refused.line_down
    if message.tries >= TRIES_MAX:
        portion.endings.append(Ending(message=message, verdict=Verdict.FAILED, answer=refused.answer[:200]))
    else:
        portion.given_back.append(message)


@transaction.atomic
def put_down(portion: Portion, at: datetime) -> None:
    """Write down what became of each, give back what may be tried again, and end the lease.

    Where the lease has gone to another worker meanwhile, that one has put these in doubt: nothing is written.
    """
    progress = BatchProgress.objects.locked().get(pk=portion.batch.pk)
    if progress.lease != portion.progress.lease:
        return
    write_down(portion.endings, at=at)
    suppress_dead(portion.endings, at=at)
    for message in portion.given_back:
        message.state = MessageState.WAITING
    Message.objects.bulk_update(portion.given_back, ["state", "tries"])
    ended = Counter(ending.verdict for ending in portion.endings)
    progress.sent += ended[Verdict.SENT]
    progress.suppressed += ended[Verdict.SUPPRESSED]
    progress.failed += ended[Verdict.FAILED]
    progress.allowance = max(progress.allowance - ended[Verdict.SENT], 0)
    progress.lease = progress.leased_until = None
    if portion.given_back and not ended[Verdict.SENT]:
        progress.not_before = at + COME_AGAIN
    progress.save()


def count(batch_id: UUID, column: str) -> None:
    """One more of what is reported later: delivered, bounced, complained, unsubscribed."""
    BatchProgress.objects.filter(pk=batch_id).update(**{column: F(column) + 1})
