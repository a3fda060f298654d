"""Finding goods by words: Chinese cut into words, and single characters as a net below them.

The words are put into the index as they are cut, without PostgreSQL's own parser, so that what is found
does not depend on the locale of the database.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import rjieba
from django.db import connection

from zhanggui.domain.catalog.folding import simplified
from zhanggui.domain.catalog.models import GoodsVersion

_WORD = re.compile(r"[0-9a-z]+|[\u3400-\u9fff\U00020000-\U0003ffff]+|[^\W_]+")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
POSITIONS_MAX = 16_000
"""PostgreSQL keeps word positions up to 16,383."""
WORDS_MAX = 12
"""Of what somebody types, so many words are looked for."""

Others = Mapping[str, Sequence[str]]
"""Words that may stand for a word: synonyms, and what a pinyin sounds like."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for, as ``tsquery`` literals. Empty if there is nothing to look for."""

    wide: str
    """Every word is there, or what may stand for it; a Chinese word at least with all its characters."""
    exact: str
    """Every word is there as a word."""


def words_of(text: str) -> list[str]:
    """The words of a text: small letters, simplified characters, Chinese cut for search."""
    words: list[str] = []
    for run in _WORD.findall(simplified(unicodedata.normalize("NFKC", text).lower())):
        if _HAN.match(run):
            words += [word for word in rjieba.cut_for_search(run) if word.strip()]
        else:
            words.append(run[:60])
    return words


def typed_words(text: str) -> list[str]:
    """The words that are looked for: as many as are taken, each once."""
    return list(dict.fromkeys(words_of(text)))[:WORDS_MAX]


def is_chinese(word: str) -> bool:
    """Whether the word begins with a Chinese character."""
    return _HAN.match(word) is not None


def vector_of(texts: Iterable[tuple[str, str]]) -> str:
    """A ``tsvector`` literal of texts with their weights (A to D), single Chinese characters included."""
    places: dict[str, list[str]] = {}
    position = 0
    for weight, text in texts:
        for word in words_of(text):
            position = min(position + 1, POSITIONS_MAX)
            for term in {word, *(_HAN.findall(word) if weight in "AB" else ())}:
                places.setdefault(term, []).append(f"{position}{weight if term == word else 'D'}")
    return " ".join(f"{_quoted(word)}:{','.join(at[:100])}" for word, at in sorted(places.items()))


def asked(text: str, others: Others | None = None) -> Asked:
    """What is looked for with this text. Latin words and numbers match from their beginning."""
    words = typed_words(text)
    known = others or {}
    wide = [_any([_wide(word), *(_all(other) for other in known.get(word, ()))]) for word in words]
    exact = [_any([_exact(word), *(_all(other) for other in known.get(word, ()))]) for word in words]
    return Asked(" & ".join(wide), " & ".join(exact))


def query_of(text: str) -> str:
    """A ``tsquery`` literal of a text alone: every word must be there, in its characters at least."""
    return asked(text).wide


def _wide(word: str) -> str:
    if len(word) == 1 or not is_chinese(word):
        return _exact(word)
    return f"({_quoted(word)} | ({' & '.join(_quoted(one) for one in _HAN.findall(word))}))"


def _exact(word: str) -> str:
    return _quoted(word) if is_chinese(word) else f"{_quoted(word)}:*"


def _all(other: str) -> str:
    """Another word stands for one as a whole: all that it is cut into."""
    return "(" + " & ".join(_exact(word) for word in typed_words(other)) + ")"


def _any(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else "(" + " | ".join(dict.fromkeys(parts)) + ")"


def _quoted(word: str) -> str:
    doubled = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{doubled}'"


def index_goods(version: GoodsVersion) -> None:
    """Let the goods be found by the words of this version: name and numbers first, description last."""
    with connection.cursor() as cursor:
        cursor.execute(INDEX, entry_of(version))


def entry_of(version: GoodsVersion) -> dict[str, Any]:
    """The words and facets of a version, as they are kept."""
    category, goods = version.goods.category, version.goods
    skus = " ".join(f"{row['code']} {row['name']}" for row in version.skus)
    names = [
        ("A", f"{version.name} {goods.number}"),
        ("B", f"{version.brand} {version.model} {category.name_zh} {category.name_en} {skus}"),
    ]
    more = [("C", f"{version.specification} {version.origin}"), ("D", version.description[:4000])]
    return {
        "goods": goods.pk,
        "names": vector_of(names),
        "words": vector_of([*names, *more]),
        "said": facets_of(version),
        "at": version.decided_at or goods.listed_at or goods.created_at,
        "listed_at": goods.listed_at or version.decided_at or goods.created_at,
    }


def facets_of(version: GoodsVersion) -> list[str]:
    """What a version can be narrowed down by: its categories from the root, brand, origin, attributes."""
    codes = version.goods.category.path.strip("/").split("/")
    said = [f"c:{code}" for code in codes]
    said += [f"b:{version.brand.strip()}"] if version.brand.strip() else []
    said += [f"o:{version.origin.strip()}"] if version.origin.strip() else []
    return said + [f"a:{name}={value}"[:120] for name, value in sorted(version.attributes.items()) if value]


INDEX = """
INSERT INTO catalog_searchentry (goods_id, names, words, said, facets, listed_at, sold, score, standing,
       air_standing, tier, stale_at)
VALUES (%(goods)s, %(names)s::tsvector, %(words)s::tsvector, %(said)s, %(said)s, %(listed_at)s, 0, 0, 0, 0, 0,
       %(at)s)
    ON CONFLICT (goods_id) DO UPDATE SET names = EXCLUDED.names, words = EXCLUDED.words,
       said = EXCLUDED.said, stale_at = EXCLUDED.stale_at
"""
