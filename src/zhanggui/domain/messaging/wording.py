"""The words of a message: from an approved version, or those that came with the program."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext, override

from zhanggui.domain.messaging import rules
from zhanggui.domain.messaging.kinds import NoticeKind
from zhanggui.domain.messaging.models import Message, Template, TemplateVersion
from zhanggui.domain.messaging.refusals import NotMarketing, TemplateUnpublished, ValueMissing
from zhanggui.domain.messaging.states import Channel, Topic
from zhanggui.kernel.refusal import NotFound


@dataclass(frozen=True, slots=True)
class Words:
    """Subject and text, filled; and the version they come from."""

    subject: str
    text: str
    version: TemplateVersion | None = None


def published(code: str, channel: str, language: str) -> TemplateVersion | None:
    """The approved version in use."""
    template = (
        Template.objects.filter(code=code, channel=channel, language=language)
        .select_related("published_version__template")
        .first()
    )
    return template.published_version if template else None


def words_of_notice(kind: NoticeKind, channel: Channel, language: str, values: dict[str, str]) -> Words:
    """What a notice says by this way."""
    version = published(kind.code, channel, language)
    if version is not None:
        return filled(version, values)
    subject, text = kind.words(channel)
    with override(language):
        return Words(rules.filled(gettext(subject), values), rules.filled(gettext(text), values))


def filled(version: TemplateVersion, values: dict[str, str]) -> Words:
    """A version with its placeholders filled."""
    return Words(rules.filled(version.subject, values), rules.filled(version.body, values), version)


@dataclass(frozen=True, slots=True)
class MarketingText:
    """The approved words of a mailing, for those who plan one."""

    version: TemplateVersion

    @property
    def channel(self) -> str:
        """The way it takes."""
        return self.version.template.channel

    def filled(self, values: dict[str, str]) -> Words:
        """As a recipient without a name would read it. Raises ``ValueMissing``: no gap goes to thousands."""
        asked = rules.placeholders(self.version.subject) | rules.placeholders(self.version.body)
        for name in sorted(asked - {"name"}):
            if not values.get(name):
                raise ValueMissing(name=name)
        return filled(self.version, {**values, "name": ""})


def marketing_text(version_id: UUID) -> MarketingText:
    """The version in use. Raises ``NotFound``, ``NotMarketing`` for words of another topic, and
    ``TemplateUnpublished`` for a version that is not, or no longer, the approved one."""
    version = TemplateVersion.objects.select_related("template").filter(pk=version_id).first()
    if version is None:
        raise NotFound
    if version.template.topic != Topic.MARKETING:
        raise NotMarketing
    if version.template.published_version_id != version.id:
        raise TemplateUnpublished(code=version.template.code)
    return MarketingText(version)


def words_of(message: Message, *, name: str) -> Words:
    """What a message says to this recipient. Words of a batch are filled here, others when written."""
    if message.body is not None or message.version is None:
        return Words(message.subject or "", message.body or "", message.version)
    values = dict(message.batch.values) if message.batch else {}
    return filled(message.version, {**values, "name": name})


def sms_text(text: str, topic: str, language: str) -> str:
    """A short message names its sender; an offer says how to refuse more of them (AD-18)."""
    signed = f"【{settings.SMS_SIGN}】{text}"
    if topic != Topic.MARKETING:
        return signed
    with override(language):
        return signed + gettext(" Reply R to refuse.")
