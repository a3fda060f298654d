"""Words that stand for each other, as the list of the house has them."""

import tomllib
from functools import cache
from pathlib import Path

LIST = Path(__file__).with_name("synonyms.toml")


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for group in tomllib.loads(LIST.read_text(encoding="utf-8"))["groups"]:
        for word in group:
            found[word] = tuple(other for other in group if other != word)
    return found


def synonyms_of(word: str) -> tuple[str, ...]:
    """The other words of its group; none if it stands alone."""
    return _groups().get(word, ())


def known_synonyms() -> dict[str, tuple[str, ...]]:
    """Every word of the list with the others of its group."""
    return dict(_groups())
