"""Translated words in one table for each language, as a web process looks them up thousands of times a page.

Every package brings its catalogue. Django keeps them one beside the other, also where they count plurals
alike, and asks each in turn for every word: fifty questions for one answer.
"""

from typing import Any

from django.conf import settings
from django.utils.translation import trans_real


def merge() -> None:
    """Join the catalogues of each language of the house. What was found before is found after."""
    for language, _ in settings.LANGUAGES:
        found: Any = trans_real.translation(language)
        found._catalog._catalogs, found._catalog._plurals = _joined(
            found._catalog._catalogs, found._catalog._plurals
        )


def _joined(tables: list[dict[Any, str]], plurals: list[Any]) -> tuple[list[dict[Any, str]], list[Any]]:
    """Neighbours that count plurals alike become one; where both have a word, the first one's stays."""
    kept: list[dict[Any, str]] = []
    ways: list[Any] = []
    for table, plural in zip(tables, plurals, strict=True):
        if ways and ways[-1].__code__ == plural.__code__:
            kept[-1] = {**table, **kept[-1]}
        else:
            kept.append(dict(table))
            ways.append(plural)
    return kept, ways
