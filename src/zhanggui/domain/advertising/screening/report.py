"""What a screening answers with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from zhanggui.domain.advertising.screening.rulebook import Rule, Severity


class How(StrEnum):
    """In which writing a word was found."""

    PLAIN = "plain"
    SPACED = "spaced"
    """With spaces, points, signs or pictures inside."""
    VARIANT = "variant"
    """In traditional, full-width or look-alike characters, or as a word that stands for it."""
    SOUND = "sound"
    """In characters, or Latin letters, of the same sound."""
    NAME = "name"
    """Inside a name that the goods bear: somebody has to look whether it is one."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place of the text that a rule speaks of. ``start`` and ``end`` count characters of the part."""

    part: str
    start: int
    end: int
    found: str
    word: str
    rule: Rule
    how: How
    severity: Severity

    @property
    def key(self) -> str:
        """By which an excuse names the hit: the rule and the words found."""
        return f"{self.rule.code}:{self.found}"

    def as_row(self) -> dict[str, Any]:
        """As it is kept with the version."""
        return {
            "part": self.part,
            "start": self.start,
            "end": self.end,
            "found": self.found,
            "word": self.word,
            "rule": self.rule.code,
            "source": self.rule.source,
            "how": self.how.value,
            "severity": self.severity.value,
            "key": self.key,
        }


@dataclass(frozen=True, slots=True)
class Missing:
    """A sentence that must stand in an advertisement of this kind, and does not."""

    code: str
    phrase: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the words are for: the kinds of goods, the media, the day, and names the goods bear."""

    on: date
    ad_classes: frozenset[str] = frozenset({"ordinary"})
    media: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Report:
    """All hits in the order of the text, and what is missing."""

    edition: str
    hits: tuple[Hit, ...] = ()
    missing: tuple[Missing, ...] = ()

    @property
    def prohibited(self) -> tuple[Hit, ...]:
        """Hits that must go, or be excused with proof."""
        return tuple(hit for hit in self.hits if hit.severity == Severity.PROHIBITED)

    def unexcused(self, excuses: Mapping[str, Any] | Iterable[str]) -> tuple[Hit, ...]:
        """Prohibited hits whose rule takes no excuse, or that none was given for."""
        given = set(excuses)
        return tuple(hit for hit in self.prohibited if not (hit.rule.excusable and hit.key in given))
