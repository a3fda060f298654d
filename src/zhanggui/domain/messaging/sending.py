"""Handing messages over: asked for the last time, sent, and written down."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from zhanggui.domain.messaging import tokens, wording
from zhanggui.domain.messaging.carriers import Letter, Line, NotTaken
from zhanggui.domain.messaging.models import Message, Outcome
from zhanggui.domain.messaging.rules import reason_not_to_send
from zhanggui.domain.messaging.standing import Recipient
from zhanggui.domain.messaging.states import AFTER, REFUSABLE, Channel, MessageState, Topic, Verdict
from zhanggui.kernel.norms import norm


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """What became of one message just now."""

    message: Message
    verdict: Verdict
    reason: str = ""
    answer: str = ""
    reference: str = ""
    address_hash: str = ""


def judged(message: Message, recipient: Recipient | None, at: datetime) -> Ending | None:
    """The ending of a message that must not go, or ``None`` for one that may."""
    cap = norm("messaging.marketing_cap", on=at)
    if recipient is None:
        return Ending(message=message, verdict=Verdict.SUPPRESSED, reason="account_closed")
    topic, channel = Topic(message.topic), Channel(message.channel)
    reason = reason_not_to_send(topic, channel, recipient.known, cap=cap)
    if reason is None:
        return None
    return Ending(
        message=message, verdict=Verdict.SUPPRESSED, reason=reason, address_hash=recipient.address_hash
    )


def handed_over(message: Message, recipient: Recipient, line: Line) -> Ending:
    """Give one message to the carrier. Raises ``NotTaken`` where it may be tried again."""
    try:
        reference = line.send(letter_of(message, recipient))
    except NotTaken as refused:
        if not refused.permanent:
            raise
        return Ending(
            message=message,
            verdict=Verdict.FAILED,
            answer=refused.answer[:200],
            address_hash=recipient.address_hash,
        )
    return Ending(
        message=message,
        verdict=Verdict.SENT,
        reference=reference[:120],
        address_hash=recipient.address_hash,
    )


def letter_of(message: Message, recipient: Recipient) -> Letter:
    """The message as it leaves the house."""
    words = wording.words_of(message, name=recipient.name)
    text = words.text
    if message.channel == Channel.SMS:
        text = wording.sms_text(text, message.topic, message.language)
    refusable = message.channel == Channel.MAIL and message.topic in REFUSABLE
    return Letter(
        recipient=recipient.known.address or "",
        subject=words.subject,
        text=text,
        token=tokens.token_of(message.id),
        unsubscribe=tokens.unsubscribe_link(message.id) if refusable else "",
        language=message.language,
    )


def write_down(endings: Iterable[Ending], *, at: datetime) -> None:
    """Keep each ending as an outcome, and the state it leads to. In the transaction of the caller."""
    ended = list(endings)
    for ending in ended:
        message = ending.message
        sources, leads_to = AFTER[ending.verdict]
        if message.state not in sources:
            raise ValueError(f"{ending.verdict} does not follow {message.state}")
        message.state = leads_to or MessageState(message.state)
        message.reference = ending.reference or message.reference
        message.address_hash = ending.address_hash or message.address_hash
        if ending.verdict in (Verdict.SENT, Verdict.IN_DOUBT):
            message.sent_at = at
    Message.objects.bulk_update(
        [ending.message for ending in ended], ["state", "reference", "address_hash", "sent_at"]
    )
    Outcome.objects.bulk_create(
        Outcome(
            message=ending.message,
            verdict=ending.verdict,
            reason=ending.reason,
            answer=ending.answer,
            at=at,
        )
        for ending in ended
    )
