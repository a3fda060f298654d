"""Writing a notice to a customer: something they asked for, or must know."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app

from zhanggui.domain.messaging import wording
from zhanggui.domain.messaging.capabilities import SEND_NOTICE
from zhanggui.domain.messaging.facts import NoticeWritten
from zhanggui.domain.messaging.kinds import NoticeKind
from zhanggui.domain.messaging.models import Message
from zhanggui.domain.messaging.refusals import ValueMissing
from zhanggui.domain.messaging.sending import Ending, write_down
from zhanggui.domain.messaging.states import Channel, Verdict
from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.trail import Subject

DELIVERY = "messaging.deliver"
"""The job that hands a message over, by its name: jobs import verbs, and verbs write messages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What is told to whom. ``key`` names the cause: the same cause is told once, however often it is sent.

    ``values`` fill the placeholders of the kind; ``about`` is the thing it speaks of.
    """

    kind: NoticeKind
    account_id: UUID
    key: str
    values: Mapping[str, str] = field(default_factory=dict)
    about: Subject | None = None
    language: str = "zh-hans"


@transaction.atomic
def send(*, notice: Notice, by: Actor, at: datetime) -> list[Message]:
    """Write the notice by every way of its kind. It leaves when the transaction is through.

    What the house's own pages show is there at once. Whether an SMS or a mail really goes is asked when it
    is sent: a customer who refuses in between gets none. Told before, the messages of then are returned.
    Raises ``ValueMissing`` and ``NotFound``.
    """
    by.require(SEND_NOTICE)
    account = Account.objects.locked().select_related("person").filter(pk=notice.account_id).first()
    if account is None:
        raise NotFound
    for name in notice.kind.values:
        if name not in notice.values:
            raise ValueMissing(name=name)
    told = list(Message.objects.filter(key=notice.key, account=account))
    if told:
        return told

    written = [_written(notice, account, channel, at) for channel in _ways(notice.kind, account)]
    made = Message.objects.bulk_create(written)
    write_down([Ending(message=m, verdict=Verdict.SENT) for m in made if m.channel == Channel.INBOX], at=at)
    for message in made:
        if message.channel != Channel.INBOX:
            app.configure_task(name=DELIVERY, queue="messages").defer(message_id=str(message.id))
    fact = NoticeWritten(kind=notice.kind.code, channels=[message.channel for message in made])
    trail.record(fact, on=notice.about or account, thread=account, by=by, at=at)
    return made


def _ways(kind: NoticeKind, account: Account) -> list[Channel]:
    """The ways that can lead anywhere for this account."""
    leads = {Channel.INBOX: True, Channel.SMS: bool(account.mobile_hash), Channel.MAIL: bool(account.email)}
    return [channel for channel in kind.channels if leads[channel]]


def _written(notice: Notice, account: Account, channel: Channel, at: datetime) -> Message:
    name = account.person.name if account.person else ""
    values = {"name": name, **notice.values}
    words = wording.words_of_notice(notice.kind, channel, notice.language, values)
    return Message(
        account=account,
        kind=notice.kind.code,
        topic=notice.kind.topic,
        channel=channel,
        language=notice.language,
        key=notice.key[:160],
        version=words.version,
        subject=words.subject,
        body=words.text,
        about_type=notice.about.type if notice.about else "",
        about_id=notice.about.id if notice.about else None,
        created_at=at,
    )
