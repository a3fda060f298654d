"""Telling the example world, chapter by chapter."""

from collections.abc import Callable
from contextlib import nullcontext

from django.db import transaction

from zhanggui.demo.chapters import CHAPTERS
from zhanggui.demo.models import ChapterTold
from zhanggui.kernel import clock

Progress = Callable[[str, int, int], None]
"""Is told the title of the chapter at hand, how many are done, and how many there are."""


def is_built() -> bool:
    """Whether every chapter has been told."""
    return not _untold()


def build(progress: Progress) -> None:
    """Tell what has not been told yet. Interrupted, it goes on later from the last whole chapter."""
    chapters = [chapter for chapter in CHAPTERS if chapter.name in _untold()]
    for done, chapter in enumerate(chapters):
        progress(chapter.title, done, len(chapters))
        with nullcontext() if chapter.by_steps else transaction.atomic():
            chapter.tell()
            ChapterTold.objects.create(name=chapter.name, told_at=clock.now())


def _untold() -> set[str]:
    return {chapter.name for chapter in CHAPTERS} - set(ChapterTold.objects.values_list("name", flat=True))
