"""What words of a list must be, how people write them, what they mean for a search: pure functions."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WORD_MAX, WORDS_MAX, LINES_MAX = 20, 12, 1_000
"""The longest word, the most words of a group, and the most lines of a list."""
COMES_WITH = Path(__file__).with_name("synonyms.toml")
_BETWEEN = re.compile(r"[\s,，、;；=＝→>]+")


@dataclass(frozen=True, slots=True)
class Words:
    """Words that stand for each other, and wrong spellings with the right ones."""

    groups: tuple[tuple[str, ...], ...] = ()
    spellings: tuple[tuple[str, str], ...] = ()
    """What people type, and what they mean."""

    @property
    def plain(self) -> dict[str, Any]:
        """As it is kept, and what a digest is taken of."""
        return {
            "groups": [list(one) for one in self.groups],
            "spellings": [list(one) for one in self.spellings],
        }


def words_of(stored: Mapping[str, Any]) -> Words:
    """The list as it was kept."""
    groups = tuple(tuple(one) for one in stored.get("groups", ()))
    return Words(groups, tuple((wrong, right) for wrong, right in stored.get("spellings", ())))


def comes_with() -> Words:
    """The list the program comes with, until the house approves its own."""
    return words_of(tomllib.loads(COMES_WITH.read_text(encoding="utf-8")))


def read(groups: str, spellings: str) -> Words:
    """A list as people write it: a line for each group, and a line for each slip with what is meant."""
    pairs = tuple((one[0], " ".join(one[1:])) for one in _lines(spellings))
    return Words(tuple(_lines(groups)), pairs)


def _lines(text: str) -> list[tuple[str, ...]]:
    cut = (tuple(word for word in _BETWEEN.split(line.strip().lower()) if word) for line in text.splitlines())
    return [line for line in cut if line]


def written(words: Words) -> tuple[str, str]:
    """The same, to be written on."""
    return "\n".join(" ".join(one) for one in words.groups), "\n".join(
        " ".join(one) for one in words.spellings
    )


def wrong(words: Words) -> list[str]:
    """What cannot be so: a word alone, too long, in two groups, or a slip that is a word itself."""
    found = [" ".join(one) for one in words.groups if not 2 <= len(set(one)) <= WORDS_MAX]
    found += [slip for slip, meant in words.spellings if not meant or slip == meant]
    every = [word for one in words.groups for word in one] + [slip for slip, _ in words.spellings]
    found += [word for word in every if len(word) > WORD_MAX]
    found += sorted({word for word in every if every.count(word) > 1})
    if len(words.groups) > LINES_MAX or len(words.spellings) > LINES_MAX:
        found.append(f"> {LINES_MAX}")
    return list(dict.fromkeys(found))


def meanings(words: Words) -> Iterable[tuple[str, Sequence[str], str]]:
    """Each word with what may stand for it, and what a slip of it means."""
    for group in words.groups:
        for word in group:
            yield word, [other for other in group if other != word], ""
    for slip, meant in words.spellings:
        yield slip, [meant], meant


def changes(before: Words, after: Words) -> tuple[list[str], list[str]]:
    """The lines that come and the lines that go."""
    old, new = _said(before), _said(after)
    return [line for line in new if line not in old], [line for line in old if line not in new]


def _said(words: Words) -> list[str]:
    return [" ".join(one) for one in words.groups] + [f"{slip} → {meant}" for slip, meant in words.spellings]
