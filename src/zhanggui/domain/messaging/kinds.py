"""Kinds of notices: declared in code by the package that causes them, with the words they come with.

A notice tells a customer something they asked for or must know. Its words are part of the program until an
approved version of a template takes their place. Marketing has no kind here: it is a template, always.
"""

from dataclasses import dataclass

from zhanggui.domain.messaging.rules import placeholders
from zhanggui.domain.messaging.states import Channel, Topic

EVERYWHERE = (Channel.INBOX, Channel.SMS, Channel.MAIL)
ALWAYS_KNOWN = frozenset({"name"})
"""Placeholders that every text may use: the recipient's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeKind:
    """One kind: which ways it takes, the values it is given, and its words as message ids.

    ``short`` is what a short message says, where that should be less than ``text``.
    """

    code: str
    title: str
    topic: Topic
    values: tuple[str, ...]
    subject: str
    text: str
    short: str = ""
    channels: tuple[Channel, ...] = EVERYWHERE

    def __post_init__(self) -> None:
        if self.topic is Topic.MARKETING:
            raise ValueError(f"{self.code}: marketing is written as a template, and approved")
        used = placeholders(self.subject) | placeholders(self.text) | placeholders(self.short)
        if unknown := used - set(self.values) - ALWAYS_KNOWN:
            raise ValueError(f"{self.code}: no value for {', '.join(sorted(unknown))}")
        if _KINDS.setdefault(self.code, self) is not self and _KINDS[self.code] != self:
            raise ValueError(f"{self.code}: there is another kind of this name")

    def words(self, channel: Channel) -> tuple[str, str]:
        """Subject and text for this way, untranslated."""
        return self.subject, (self.short or self.text) if channel is Channel.SMS else self.text


_KINDS: dict[str, NoticeKind] = {}


def kinds() -> tuple[NoticeKind, ...]:
    """Every kind declared so far, by code."""
    return tuple(_KINDS[code] for code in sorted(_KINDS))


def kind_of(code: str) -> NoticeKind | None:
    """The kind of this code, if it is one."""
    return _KINDS.get(code)
