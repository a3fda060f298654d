"""Seeing through disguises: text reduced to what is read, with the way back to where it stood.

Full width, case, traditional characters, look-alike letters, spaces, signs and pictures go; each character
that is left knows its place in the text. Sounds are a second view of the same characters.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

import opencc

from zhanggui.domain.advertising.screening.rulebook import rulebook
from zhanggui.kernel.pinyin import readings, syllables

LATIN_RUN = re.compile(r"[a-z]+")
BARRIER = set("。！？!?；;，,、\n\r\t|｜:：")
"""Where one thought ends: a word does not reach over it unless each of its characters is set apart."""


@dataclass(frozen=True, slots=True)
class Folded:
    """What is read, and for each of its characters where it stands in the text as it was written."""

    text: str
    places: tuple[int, ...]
    original: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """From where to where these characters stand in the original."""
        return self.places[start], self.places[end - 1] + 1

    def gaps(self, start: int, end: int) -> list[str]:
        """What stands between these characters in the original; empty strings where nothing does."""
        pairs = zip(self.places[start : end - 1], self.places[start + 1 : end], strict=True)
        return [self.original[a + 1 : b] for a, b in pairs]


def fold(text: str) -> Folded:
    """Reduce a text to what is read."""
    kept: list[tuple[str, int]] = []
    for place, character in enumerate(text):
        kept += [(one, place) for one in _read_as(character)]
    kept = _without_doubles_of_one(kept)
    return Folded("".join(one for one, _ in kept), tuple(place for _, place in kept), text)


@lru_cache(maxsize=20_000)
def _read_as(character: str) -> str:
    """What a single character is read as; nothing for spaces, signs, marks and pictures."""
    book = rulebook()
    plain = unicodedata.normalize("NFKD", book.variants.get(character, character)).casefold()
    return "".join(_letter(one) for one in plain if one == "%" or unicodedata.category(one)[0] in "LN")


def _letter(character: str) -> str:
    book = rulebook()
    character = book.letters.get(character, character)
    if not is_han(character):
        return character
    return book.variants.get(character) or _simplified(character)


def _without_doubles_of_one(kept: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """A lone 1 beside a Chinese character is read 一: 第1 is 第一, but 100% stays a number."""
    text = [one for one, _ in kept]
    read = list(kept)
    for index, (one, place) in enumerate(kept):
        if one != "1":
            continue
        before = text[index - 1] if index else ""
        after = text[index + 1] if index + 1 < len(text) else ""
        if not (before.isdigit() or after.isdigit() or after == "%") and is_han(before):
            read[index] = ("一", place)
    return read


def is_han(character: str) -> bool:
    """Whether this is a Chinese character."""
    return bool(character) and ("㐀" <= character <= "鿿" or "豈" <= character <= "﫿" or character >= "𠀀")


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@lru_cache(maxsize=20_000)
def _simplified(character: str) -> str:
    one: str = _converter().convert(character)
    return one if len(one) == 1 else character


@dataclass(frozen=True, slots=True)
class Syllable:
    """One spoken syllable: its sound, and which characters of the folded text say it."""

    sound: str
    start: int
    end: int
    latin: bool


def spoken(text: str) -> list[Syllable | None]:
    """A folded text as syllables. ``None`` stands where something is that cannot be spoken as one."""
    found: list[Syllable | None] = []
    place = 0
    for piece in re.findall(r"[a-z]+|[^a-z]+", text):
        found += _latin(piece, place) if LATIN_RUN.fullmatch(piece) else _han(piece, place)
        place += len(piece)
    return found


def _han(piece: str, start: int) -> list[Syllable | None]:
    sounds = iter(syllables(piece, errors="ignore"))
    return [
        Syllable(sound, start + index, start + index + 1, latin=False) if sound else None
        for index, sound in enumerate(next(sounds, "") if _has_sound(one) else "" for one in piece)
    ]


def _has_sound(character: str) -> bool:
    return ord(character) in readings()


def _latin(piece: str, start: int) -> list[Syllable | None]:
    """Letters as syllables if all of them can be read so; a single letter may begin one."""
    if len(piece) == 1:
        return [Syllable(piece, start, start + 1, latin=True)]
    syllables = _cut(piece)
    if syllables is None:
        return [None]
    found: list[Syllable | None] = []
    for syllable in syllables:
        found.append(Syllable(syllable, start, start + len(syllable), latin=True))
        start += len(syllable)
    return found


@lru_cache(maxsize=4_000)
def _cut(piece: str) -> tuple[str, ...] | None:
    """The longest syllables from the left that use up all letters, if there are any."""
    if not piece:
        return ()
    for length in range(min(6, len(piece)), 0, -1):
        if piece[:length] in syllables_known():
            rest = _cut(piece[length:])
            if rest is not None:
                return (piece[:length], *rest)
    return None


@cache
def syllables_known() -> frozenset[str]:
    """Every syllable of Mandarin, without tone."""
    letters = re.compile(r"[a-z]+")
    found: set[str] = set()
    for sounds in readings().values():
        for sound in sounds.split(","):
            plain = unicodedata.normalize("NFD", sound)
            plain = "".join(one for one in plain if unicodedata.category(one) != "Mn").casefold()
            if letters.fullmatch(plain):
                found.add(plain)
    return frozenset(found | {"lv", "nv"})
