"""Marking an examination, and how long what it proves holds. Pure functions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

RIGHT = "*"
DAYS_A_MONTH = 365.25 / 12
REST = timedelta(hours=24)
"""Who failed learns again for a day before the next try."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question, what can be answered, and which answer is right (counted from 0)."""

    text: str
    options: tuple[str, ...]
    right: int


class NotAQuestion(ValueError):
    """The line that cannot be read, by its number."""


def questions_from(text: str) -> tuple[Question, ...]:
    """Questions as people type them: one a line, ``question | answer | *right answer | answer``.

    Raises ``NotAQuestion`` with the number of a line that has no two answers, or not one right one.
    """
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    return tuple(_question(number, line) for number, line in lines)


def _question(number: int, line: str) -> Question:
    asked, *options = [part.strip() for part in line.replace("｜", "|").split("|")]
    right = [place for place, option in enumerate(options) if option.startswith(RIGHT)]
    plain = tuple(option.removeprefix(RIGHT).strip() for option in options)
    if not asked or len(plain) < 2 or len(right) != 1 or not all(plain) or len(set(plain)) != len(plain):
        raise NotAQuestion(str(number))
    return Question(asked, plain, right[0])


def score(right: Sequence[int], answers: Sequence[int]) -> int:
    """How much of the examination is right, in whole percent, rounded down."""
    hits = sum(given == wanted for given, wanted in zip(answers, right, strict=True))
    return hits * 100 // len(right)


def valid_to(since: date, months: int) -> date:
    """The last day of a certificate that begins on ``since``."""
    return since + timedelta(days=round(months * DAYS_A_MONTH) - 1)


def lacking(modules: Iterable[str], needed: Iterable[str]) -> list[str]:
    """Which of the needed contents a course does not have."""
    present = set(modules)
    return [module for module in needed if module not in present]
