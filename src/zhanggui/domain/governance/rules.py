"""What the matrix says of a risk, and how long it may say so. House policy, in one place; pure."""

from datetime import timedelta

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
