"""The rules as data: dated, each with its source, written for this house."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any


class Severity(StrEnum):
    """What a hit asks for."""

    PROHIBITED = "prohibited"
    """Must go; or, where the rule allows it, be excused with a reason and its proof."""
    RESTRICTED = "restricted"
    """May stand if it is true and proven: the reviewer looks at it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What may not, or not freely, be said; for which kinds of goods and media; and by which law."""

    code: str
    title: str
    title_zh: str
    severity: Severity
    source: str
    suggestion: str
    suggestion_zh: str
    in_force_from: date
    in_force_to: date | None = None
    words: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    applies: frozenset[str] = frozenset()
    spares: frozenset[str] = frozenset()
    media: frozenset[str] = frozenset()
    excusable: bool = False
    negatable: bool = False

    @property
    def family(self) -> str:
        """The chapter of the book: what spares a word of one rule spares it of the others there."""
        return self.code.partition(".")[0]

    def holds(self, *, on: date, ad_classes: frozenset[str], media: frozenset[str]) -> bool:
        """Whether the rule speaks of such an advertisement on that day."""
        return (
            self.in_force_from <= on
            and (self.in_force_to is None or on <= self.in_force_to)
            and (not self.applies or bool(self.applies & ad_classes))
            and not (self.spares and self.spares >= ad_classes - {"ordinary"} and self.spares & ad_classes)
            and (not self.media or bool(self.media & media))
        )


@dataclass(frozen=True, slots=True)
class Required:
    """One of these sentences must stand in an advertisement of these kinds."""

    code: str
    source: str
    phrases: tuple[str, ...]
    applies: frozenset[str]
    in_force_from: date
    in_force_to: date | None = None

    def holds(self, *, on: date, ad_classes: frozenset[str]) -> bool:
        """Whether such an advertisement must say it on that day."""
        return (
            self.in_force_from <= on
            and (self.in_force_to is None or on <= self.in_force_to)
            and bool(self.applies & ad_classes)
        )


@dataclass(frozen=True, slots=True)
class Negation:
    """Words that deny a claim, and how far before it they may stand."""

    words: tuple[str, ...]
    reach: int


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Everything the screening knows."""

    edition: str
    rules: tuple[Rule, ...]
    required: tuple[Required, ...]
    variants: dict[str, str]
    letters: dict[str, str]
    negation: Negation

    def rule(self, code: str) -> Rule:
        """The rule of this code. Raises ``KeyError``."""
        return {rule.code: rule for rule in self.rules}[code]


BOOK = ("absolute", "medical", "classes", "conduct")


@cache
def rulebook() -> Rulebook:
    """The rules of this edition, read once."""
    folding = _read("folding")
    return Rulebook(
        edition=folding["edition"],
        rules=tuple(_rule(row) for name in BOOK for row in _read(name)["rule"]),
        required=tuple(_required(row) for row in _read("required")["required"]),
        variants=folding["variants"],
        letters=folding["letters"],
        negation=Negation(tuple(folding["negation"]["words"]), folding["negation"]["reach"]),
    )


def _read(name: str) -> dict[str, Any]:
    path = files("zhanggui.domain.advertising.screening").joinpath("book", f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _rule(row: dict[str, Any]) -> Rule:
    lists: dict[str, Any] = {
        **{name: tuple(row.get(name, ())) for name in ("words", "also", "patterns", "unless")},
        **{name: frozenset(row.get(name, ())) for name in ("applies", "spares", "media")},
    }
    return Rule(
        code=row["code"],
        title=row["title"],
        title_zh=row["title_zh"],
        severity=Severity(row["severity"]),
        source=row["source"],
        suggestion=row["suggestion"],
        suggestion_zh=row["suggestion_zh"],
        in_force_from=row["from"],
        in_force_to=row.get("to"),
        excusable=row.get("excusable", False),
        negatable=row.get("negatable", False),
        **lists,
    )


def _required(row: dict[str, Any]) -> Required:
    return Required(
        code=row["code"],
        source=row["source"],
        phrases=tuple(row["phrases"]),
        applies=frozenset(row["applies"]),
        in_force_from=row["from"],
        in_force_to=row.get("to"),
    )


def edition() -> str:
    """Which edition of the rules this is."""
    return rulebook().edition


def sources(rules: Iterable[Rule]) -> tuple[str, ...]:
    """The laws these rules come from, each once."""
    return tuple(dict.fromkeys(rule.source for rule in rules))


EDITION = edition()
