"""The chapters of the example world, in order. Each calls operations and journeys, never the tables."""

from collections.abc import Callable
from dataclasses import dataclass

from zhanggui.demo import cast, story


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the story that happens whole or not at all."""

    name: str
    title: str
    tell: Callable[[], None]


def the_house_opens() -> None:
    """The firm, its staff, its texts, and its first customers."""
    at = story.opening()
    cast.open_house(at)
    cast.hire_staff(at)
    cast.publish_policies(at)
    cast.welcome_customers(at)


CHAPTERS: tuple[Chapter, ...] = (Chapter("house", "开业：岗位、规则与会员", the_house_opens),)
