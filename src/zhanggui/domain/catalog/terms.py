"""Help with words: what else one is called, what a pinyin means, what was meant, what comes next."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from zhanggui.domain.catalog.folding import simplified
from zhanggui.domain.catalog.search import is_chinese, typed_words
from zhanggui.domain.catalog.sounds import near, sound_of
from zhanggui.schema.prepared import fetch

LATIN = re.compile(r"[a-z]{2,40}")
MEANINGS = 5
"""So many words that sound as typed are looked for, the most frequent first."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word that what was typed may become, and how many goods it finds."""

    term: str
    goods: int


GROUPED = "SELECT word, others, meant FROM catalog_groupedword"


@dataclass(frozen=True, slots=True)
class Listed:
    """What the list of the house says about a word: what may stand for it, and what it is a slip of."""

    others: Sequence[str]
    meant: str


WordBook = Mapping[str, Listed]
"""The list of the house, word by word."""


def word_book() -> WordBook:
    """The list that stands. People wrote and reviewed it, so it is short enough to be known by heart."""
    return {word: Listed(*said) for word, *said in fetch(GROUPED, {})}


SOUNDING = """
SELECT typed.sound, term.term, term.goods
  FROM unnest(%(sounds)s::text[]) typed (sound)
  JOIN LATERAL (SELECT t.term, t.goods FROM catalog_searchterm t
                 WHERE (t.pinyin = typed.sound OR (length(typed.sound) <= 6 AND t.initials = typed.sound))
                   AND t.pinyin <> t.term
                 ORDER BY t.goods DESC, t.term LIMIT %(limit)s) term ON TRUE
"""


def others_of(text: str, book: WordBook) -> dict[str, list[str]]:
    """For each word of the text the words that may stand for it, in one statement at most."""
    words = dict.fromkeys([*typed_words(text), *simplified(text).lower().split()])
    found = {word: list(book[word].others) if word in book else [] for word in words}
    latin = {word: _parts(word) for word in typed_words(text) if LATIN.fullmatch(word)}
    if latin:
        meaning = _sounding({part for parts in latin.values() for part in parts})
        for word, _ in latin.items():
            found[word] += _meanings(word, meaning)
    return {word: others for word, others in found.items() if others}


def _parts(word: str) -> list[str]:
    """Every piece of a pinyin that might be a word of its own."""
    return [word[a:b] for a in range(len(word)) for b in range(a + 2, min(len(word), a + 24) + 1)][:600]


def _sounding(sounds: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for sound, term, _ in fetch(SOUNDING, {"sounds": sorted(sounds), "limit": MEANINGS}):
        found.setdefault(sound, []).append(term)
    return found


def _meanings(word: str, meaning: dict[str, list[str]]) -> list[str]:
    """The words that sound as the whole, or those that sound as its pieces, the longest first, in a row."""
    if word in meaning:
        return meaning[word]
    best: list[list[str] | None] = [[]] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(end):
            before, terms = best[start], meaning.get(word[start:end])
            if before is None or terms is None or end - start < 2:
                continue
            made = [*before, terms[0]]
            known = best[end]
            if known is None or len(made) < len(known):
                best[end] = made
    whole = best[-1]
    return [" ".join(whole)] if whole else []


BEGINNING = """
SELECT term, goods FROM catalog_searchterm
 WHERE term LIKE %(typed)s OR pinyin LIKE %(sound)s::text OR initials LIKE %(sound)s::text
 ORDER BY term LIKE %(typed)s DESC, goods DESC, length(term), term LIMIT %(limit)s
"""


def suggest(text: str, *, limit: int = 8) -> list[Suggestion]:
    """What the last word of the text may become: by its characters, its pinyin, or its initials."""
    typed = simplified(" ".join(text.lower().split())[:40])
    before, _, last = typed.rpartition(" ")
    if not last:
        return []
    escaped = last.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    sound = f"{escaped}%" if LATIN.fullmatch(last) else None
    rows = fetch(BEGINNING, {"typed": f"{escaped}%", "sound": sound, "limit": limit})
    return [Suggestion(f"{before} {term}".strip(), goods) for term, goods in rows]


NEARLY = """
SELECT term FROM catalog_searchterm
 WHERE near && %(near)s AND goods > 0 AND term <> %(typed)s
 ORDER BY pinyin = %(sound)s DESC, abs(length(term) - length(%(typed)s)), goods DESC, term LIMIT 1
"""


def did_you_mean(text: str, book: WordBook) -> str:
    """The text with each unknown word replaced by one that sounds nearly alike; empty if there is none."""
    mended = [
        _mended(word, book) for word in simplified(" ".join(text.lower().split())[:40]).split(" ")[:4] if word
    ]
    return " ".join(better or word for word, better in mended) if any(better for _, better in mended) else ""


def _mended(word: str, book: WordBook) -> tuple[str, str]:
    if word in book and book[word].meant:
        return word, book[word].meant
    if len(word) < 2 or not (is_chinese(word) or len(word) >= 4) or _is_known(word):
        return word, ""
    sound = sound_of(word)[0] if is_chinese(word) else word
    rows = fetch(NEARLY, {"near": near(sound), "typed": word, "sound": sound})
    return word, str(rows[0][0]) if rows else ""


def _is_known(word: str) -> bool:
    return bool(fetch("SELECT 1 FROM catalog_searchterm WHERE term = %(word)s", {"word": word}))
