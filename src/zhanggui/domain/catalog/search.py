"""Finding goods by words: Chinese cut into words, and single characters as a net below them.

The words are put into the index as they are cut, without PostgreSQL's own parser, so that what is found
does not depend on the locale of the database.
"""

import re
from collections.abc import Iterable

import rjieba
from django.db import connection

from zhanggui.domain.catalog.models import GoodsVersion

_WORD = re.compile(r"[0-9a-z]+|[\u3400-\u9fff\U00020000-\U0003ffff]+|[^\W_]+")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
POSITIONS_MAX = 16_000
"""PostgreSQL keeps word positions up to 16,383."""


def words_of(text: str) -> list[str]:
    """The words of a text, small letters, Chinese cut for search."""
    words: list[str] = []
    for run in _WORD.findall(text.lower()):
        if _HAN.match(run):
            words += [word for word in rjieba.cut_for_search(run) if word.strip()]
        else:
            words.append(run[:60])
    return words


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


def query_of(text: str) -> str:
    """A ``tsquery`` literal: every word must be there, a Chinese word at least with all its characters.

    Latin words and numbers match from their beginning. Empty if there is nothing to look for.
    """
    parts = []
    for word in words_of(text)[:12]:
        if not _HAN.match(word):
            parts.append(f"{_quoted(word)}:*")
        elif len(word) == 1:
            parts.append(_quoted(word))
        else:
            parts.append(f"({_quoted(word)} | ({' & '.join(_quoted(one) for one in _HAN.findall(word))}))")
    return " & ".join(dict.fromkeys(parts))


def _quoted(word: str) -> str:
    doubled = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{doubled}'"


def index_goods(version: GoodsVersion) -> None:
    """Let the goods be found by the words of this version: name and numbers first, description last."""
    category = version.goods.category
    skus = " ".join(f"{row['code']} {row['name']}" for row in version.skus)
    vector = vector_of(
        [
            ("A", f"{version.name} {version.goods.number}"),
            ("B", f"{version.brand} {version.model} {category.name_zh} {category.name_en} {skus}"),
            ("C", f"{version.specification} {version.origin}"),
            ("D", version.description[:4000]),
        ]
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO catalog_searchentry (goods_id, words) VALUES (%s, %s::tsvector)"
            " ON CONFLICT (goods_id) DO UPDATE SET words = EXCLUDED.words",
            [version.goods_id, vector],
        )
