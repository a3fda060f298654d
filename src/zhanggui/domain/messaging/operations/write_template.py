"""Writing the words of a kind of message."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from zhanggui.domain.messaging.capabilities import WRITE_TEMPLATE
from zhanggui.domain.messaging.facts import TemplateWritten
from zhanggui.domain.messaging.kinds import ALWAYS_KNOWN, kind_of
from zhanggui.domain.messaging.models import Template, TemplateVersion
from zhanggui.domain.messaging.refusals import NothingWritten, UnknownPlaceholder
from zhanggui.domain.messaging.rules import placeholders
from zhanggui.domain.messaging.states import Channel, Topic
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import approvals, trail

MARKETING_VALUES = frozenset({"goods", "link", "coupon", "price", "until", "programme"})
"""What a mailing may fill in beside the recipient's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateWish:
    """The words of a template. A ``code`` that is a kind of notice replaces the words of that kind; any other
    is a marketing text."""

    code: str
    channel: Channel
    title: str
    subject: str = ""
    body: str
    language: str = "zh-hans"

    @property
    def topic(self) -> Topic:
        """What such a message is about."""
        kind = kind_of(self.code)
        return kind.topic if kind else Topic.MARKETING

    @property
    def known(self) -> frozenset[str]:
        """The placeholders it may use."""
        kind = kind_of(self.code)
        return ALWAYS_KNOWN | (frozenset(kind.values) if kind else MARKETING_VALUES)


@transaction.atomic
def write_template(*, wish: TemplateWish, by: Actor, at: datetime) -> TemplateVersion:
    """Write a new version. It is used once it has been submitted and somebody else has approved it.

    Raises ``NothingWritten`` and ``UnknownPlaceholder``.
    """
    by.require(WRITE_TEMPLATE)
    if not wish.body.strip() or not (wish.subject.strip() or wish.channel is Channel.SMS):
        raise NothingWritten
    for name in placeholders(wish.body) | placeholders(wish.subject):
        if name not in wish.known:
            raise UnknownPlaceholder(name=name, known=", ".join(sorted(wish.known)))

    template, _ = Template.objects.get_or_create(
        code=wish.code,
        channel=wish.channel,
        language=wish.language,
        defaults={"title": wish.title[:120], "topic": wish.topic, "created_at": at},
    )
    template = Template.objects.locked().get(pk=template.pk)
    last = template.versions.order_by("-number").values_list("number", flat=True).first() or 0
    version = TemplateVersion(
        template=template,
        number=last + 1,
        subject=wish.subject.strip()[:200],
        body=wish.body.strip(),
        written_by_id=by.account_id,
        written_at=at,
    )
    version.digest = approvals.digest_of(version.content())
    version.save(force_insert=True)
    fact = TemplateWritten(code=template.code, channel=template.channel, number=version.number)
    trail.record(fact, on=version, thread=template, by=by, at=at)
    return version
