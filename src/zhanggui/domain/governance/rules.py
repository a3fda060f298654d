"""What the matrix says of a risk, and how long it may say so. House policy, in one place; pure."""

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from zhanggui.domain.governance.states import Level, StrategyKind

METHOD = "5×5-2026"
"""The version of the method. An assessment keeps the one it was made by."""

SCALE = range(1, 6)
"""Likelihood: 1 once in ten years … 5 every month. Impact: 1 hardly noticed … 5 the house stands still."""

HIGH_FROM, MEDIUM_FROM = 12, 5

REVIEWED_EVERY = {
    Level.HIGH: timedelta(days=30),
    Level.MEDIUM: timedelta(days=60),
    Level.LOW: timedelta(days=90),
}
"""Each risk is looked at once a quarter at least (B-9.2.1), a high one every month."""

REVIEWED_AFTER_CHANGE = timedelta(days=7)
"""After an event, or once a measure is verified, the score is looked at again within so much time."""

ACCEPTED_FOR = {
    Level.HIGH: timedelta(days=90),
    Level.MEDIUM: timedelta(days=180),
    Level.LOW: timedelta(days=365),
}
"""How long a risk may be borne before somebody has to agree again."""


def level(likelihood: int, impact: int) -> Level:
    """Where the matrix puts a pair of scores. What could end the house is never low, however unlikely.

    >>> [level(1, 4).value, level(1, 5).value, level(3, 4).value]
    ['low_level', 'medium_level', 'high_level']
    """
    score = likelihood * impact
    if score >= HIGH_FROM:
        return Level.HIGH
    return Level.MEDIUM if score >= MEDIUM_FROM else Level.LOW


def matrix() -> list[list[tuple[int, int, Level]]]:
    """All cells, the most likely row first, each row from the smallest impact to the greatest."""
    return [[(row, column, level(row, column)) for column in SCALE] for row in reversed(SCALE)]


def needs_measures(risk_level: Level, strategy: StrategyKind) -> bool:
    """Whether this way of meeting a risk has to be backed by measures (B-9.3.1)."""
    return risk_level != Level.LOW and strategy != StrategyKind.ACCEPT


REPORTED_WITHIN = timedelta(days=30)
"""After fieldwork (B-9.4.4)."""
AGREED_WITHIN = timedelta(days=14)
"""How soon after a finding its corrective action is agreed."""
ANSWERED_WITHIN = timedelta(days=30)
REPORTS_KEPT_YEARS = 10
SAMPLE_MOST = 60
TRIES = 8
"""Numbers drawn for each row wanted: several may lead to the same row."""


def places(seed: str, first: UUID, last: UUID, count: int) -> Iterator[UUID]:
    """Places between two identifiers, always the same for the same seed, in the order they are drawn.

    SHA-256 of the seed and a running number, so that anybody can draw them again with any program.
    """
    width = last.int - first.int + 1
    for number in range(count):
        digest = hashlib.sha256(f"{seed}:{number}".encode()).digest()
        yield UUID(int=first.int + int.from_bytes(digest, "big") % width)


def kept_until(issued: date) -> date:
    """The last day a report is kept for: ten years after the end of its year."""
    return date(issued.year + REPORTS_KEPT_YEARS, 12, 31)
