"""The chapters of the example world, in order. Each calls operations and journeys, never the tables."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the story that happens whole or not at all."""

    name: str
    title: str
    tell: Callable[[], None]


CHAPTERS: tuple[Chapter, ...] = ()
