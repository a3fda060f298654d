"""What happens with messages, in the past tense."""

from dataclasses import dataclass

from zhanggui.mechanisms import trail


@trail.fact("messaging.notice_written", "A notice was written")
@dataclass(frozen=True, kw_only=True)
class NoticeWritten:
    kind: str
    channels: list[str]


@trail.fact("messaging.template_written", "Version {number} of the template {code} was written")
@dataclass(frozen=True, kw_only=True)
class TemplateWritten:
    code: str
    channel: str
    number: int


@trail.fact("messaging.template_published", "Version {number} of the template {code} is in use")
@dataclass(frozen=True, kw_only=True)
class TemplatePublished:
    code: str
    channel: str
    number: int


@trail.fact("messaging.test_sent", "A test of {code} was sent to its writer")
@dataclass(frozen=True, kw_only=True)
class TestSent:
    code: str
    channel: str


@trail.fact("messaging.channel_chosen", "{topic} by {channel}: {choice}")
@dataclass(frozen=True, kw_only=True)
class ChannelChosen:
    topic: str
    channel: str
    choice: str


@trail.fact("messaging.address_suppressed", "An address of {channel} gets nothing more: {reason}")
@dataclass(frozen=True, kw_only=True)
class AddressSuppressed:
    channel: str
    reason: str


@trail.fact("messaging.suppression_lifted", "An address of {channel} gets messages again")
@dataclass(frozen=True, kw_only=True)
class SuppressionLifted:
    channel: str


@trail.fact("messaging.outcome_reported", "A message by {channel}: {verdict}")
@dataclass(frozen=True, kw_only=True)
class OutcomeReported:
    channel: str
    verdict: str


@trail.fact("messaging.batch_opened", "Sending of {title} began")
@dataclass(frozen=True, kw_only=True)
class BatchOpened:
    title: str
    channel: str


@trail.fact("messaging.batch_changed", "Sending of {title}: {verb}")
@dataclass(frozen=True, kw_only=True)
class BatchChanged:
    title: str
    verb: str
