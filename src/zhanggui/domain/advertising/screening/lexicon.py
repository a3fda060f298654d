"""The words of the rules, ready to be found: by their characters, and by their sounds."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick

from zhanggui.domain.advertising.screening.folding import Syllable, fold, is_han, syllables_known
from zhanggui.domain.advertising.screening.rulebook import Rule, rulebook
from zhanggui.kernel.pinyin import syllables

SPOKEN_FROM = 2
"""Words of one syllable have too many homophones to be heard."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One word of one rule, as it is read."""

    rule: Rule
    word: str
    characters: str
    stands_for_another: bool = False


class Lexicon:
    """All words at once: the time to look at a text does not grow with the rules."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._entries = _by_characters(rules)
        self._words = AhoCorasick(list(self._entries))
        self._lists = list(self._entries.values())
        contexts = [(rule.family, fold(one).text) for rule in rules for one in rule.unless]
        self._families = [family for family, _ in contexts]
        self._contexts = AhoCorasick([text for _, text in contexts])
        self._letters = {sound: chr(0xE000 + n) for n, sound in enumerate(sorted(syllables_known()))}
        self._spoken = self._by_sound()
        self._sounds = AhoCorasick(list(self._spoken))
        self._spoken_lists = list(self._spoken.values())
        self._with_initial = self._by_initial()
        self.patterns = [(rule, re.compile(pattern)) for rule in rules for pattern in rule.patterns]

    def words_in(self, text: str) -> Iterator[tuple[Entry, int, int]]:
        """Every word written in a folded text, with its place. Latin words stand alone."""
        for index, start, end in self._words.find_matches_as_indexes(text, overlapping=True):
            if _stands_alone(text, start, end):
                for entry in self._lists[index]:
                    yield entry, start, end

    def contexts_in(self, text: str) -> dict[str, list[tuple[int, int]]]:
        """For each family of rules, the places of the text where their words mean something else."""
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for index, start, end in self._contexts.find_matches_as_indexes(text, overlapping=True):
            found[self._families[index]].append((start, end))
        return found

    def sounds_in(self, syllables: Sequence[Syllable | None]) -> Iterator[tuple[Entry, int, int]]:
        """Every word heard in these syllables, with its place among them."""
        text = "".join(self._letters.get(one.sound, " ") if one else " " for one in syllables)
        for index, start, end in self._sounds.find_matches_as_indexes(text, overlapping=True):
            for entry in self._spoken_lists[index]:
                yield entry, start, end

    def initials_in(
        self, syllables: Sequence[Syllable | None], text: str
    ) -> Iterator[tuple[Entry, int, int]]:
        """Every word of which a single letter stands for one character, and the others are written: 国j级."""
        for place, one in enumerate(syllables):
            if one is None or not one.latin or len(one.sound) != 1:
                continue
            for entry, at in self._with_initial.get(one.sound, ()):
                first, last = place - at, place - at + len(entry.characters)
                around = syllables[max(0, first) : last]
                if first >= 0 and len(around) == last - first and _written_but(entry, at, around, text):
                    yield entry, first, last

    def _by_initial(self) -> dict[str, list[tuple[Entry, int]]]:
        found: dict[str, list[tuple[Entry, int]]] = defaultdict(list)
        for entries in self._spoken.values():
            for entry in entries:
                if len(entry.characters) >= 3:
                    for at, sound in enumerate(syllables(entry.characters)):
                        found[sound[0]].append((entry, at))
        return found

    def _by_sound(self) -> dict[str, list[Entry]]:
        heard: dict[str, list[Entry]] = defaultdict(list)
        for entries in self._entries.values():
            for entry in entries:
                if len(entry.characters) >= SPOKEN_FROM and all(is_han(one) for one in entry.characters):
                    sounds = syllables(entry.characters)
                    heard["".join(self._letters.get(one, " ") for one in sounds)].append(entry)
        return {sounds: entries for sounds, entries in heard.items() if " " not in sounds}


def _by_characters(rules: Sequence[Rule]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for rule in rules:
        for word in rule.words:
            read = fold(word).text
            found[read].append(Entry(rule, word, read))
        for word in rule.also:
            read = fold(word).text
            found[read].append(Entry(rule, word, read, stands_for_another=True))
    return dict(found)


def _written_but(entry: Entry, at: int, around: Sequence[Syllable | None], text: str) -> bool:
    """Whether all characters but the one at this place stand there as they are."""
    return all(
        one is not None and (place == at or text[one.start : one.end] == entry.characters[place])
        for place, one in enumerate(around)
    )


def _stands_alone(text: str, start: int, end: int) -> bool:
    """A Latin word is one only if no letter or figure goes on beside it."""
    before = not _latin(text[start]) or start == 0 or not _latin(text[start - 1])
    after = not _latin(text[end - 1]) or end == len(text) or not _latin(text[end])
    return before and after


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


@cache
def lexicon() -> Lexicon:
    """The words of this edition, built once in each process."""
    return Lexicon(rulebook().rules)
