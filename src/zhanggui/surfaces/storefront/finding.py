"""Which goods a list shows, and in which order: by category, by words, narrowed down. Price is not read here.

Every choice is one statement over one table, and as long as its page: what is not shown is not counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection

from zhanggui.domain.catalog.search import Asked

PAGE = 24
PAGES_FOUND = 5
"""So many pages of the best matches are shown; who does not find it there asks with another word."""
CANDIDATES = PAGE * PAGES_FOUND


@dataclass(frozen=True, slots=True)
class Order:
    """A way to put goods in order: the column, and whether the largest comes first."""

    column: str
    descending: bool = True


ORDERS = {
    "best": Order("standing"),
    "sales": Order("sold"),
    "rating": Order("score"),
    "newest": Order("listed_at"),
    "air": Order("air_standing"),
    "cheap": Order("price_fen", descending=False),
    "dear": Order("price_fen"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a list is asked for."""

    facets: tuple[str, ...] = ()
    """All of these, such as ``c:tea`` and ``s``."""
    either: tuple[tuple[str, ...], ...] = ()
    """Of each of these groups one at least: two brands, say."""
    order: str = "best"
    after: str = ""
    """The number of the goods that stood last on the page before."""
    limit: int = PAGE


@dataclass(frozen=True, slots=True)
class Match:
    """One of the goods found by words, with what results are narrowed down by."""

    goods_id: UUID
    facets: Sequence[str] = field(default_factory=tuple)


def listed(wish: Wish) -> list[UUID]:
    """The goods of one page of a list, in their order; one more than a page if another follows."""
    order = ORDERS[wish.order]
    where, parameters = _narrowed(wish)
    if wish.after:
        sign = "<" if order.descending else ">"
        where += f""" AND (entry.{order.column}, entry.goods_id) {sign}
            (SELECT last.{order.column}, last.goods_id FROM catalog_searchentry last
               JOIN catalog_goods goods ON goods.id = last.goods_id WHERE goods.number = %(after)s)"""  # noqa: S608
    way = "DESC" if order.descending else "ASC"
    sql = f"""SELECT entry.goods_id FROM catalog_searchentry entry
        WHERE entry.shown_at IS NOT NULL {where}
        ORDER BY entry.{order.column} {way}, entry.goods_id {way} LIMIT %(limit)s"""  # noqa: S608
    return [row[0] for row in _rows(sql, {**parameters, "after": wish.after, "limit": wish.limit + 1})]


def matching(asked: Asked, wish: Wish) -> list[Match]:
    """The best matches for words: a name with the very words first, then a name, then any text.

    In each group the order is the wished one. Only ``CANDIDATES`` of a group are looked at, the best of that
    order, so that a word that half of the goods have costs no more than one that few have.
    """
    if not asked.wide:
        return []
    order = ORDERS[wish.order]
    way = "DESC" if order.descending else "ASC"
    where, parameters = _narrowed(wish)
    sql = MATCHING.format(column=order.column, way=way, where=where)
    found = _rows(sql, {**parameters, "wide": asked.wide, "exact": asked.exact, "limit": CANDIDATES})
    return [Match(*row) for row in found]


MATCHING = """
WITH named AS MATERIALIZED (
       SELECT entry.goods_id, entry.facets, entry.{column} AS place,
              (entry.names @@ %(exact)s::tsquery)::int AS exact
         FROM catalog_searchentry entry
        WHERE entry.shown_at IS NOT NULL AND entry.names @@ %(wide)s::tsquery {where}
        ORDER BY entry.{column} {way}, entry.goods_id {way} LIMIT %(limit)s),
     told AS (
       SELECT entry.goods_id, entry.facets, entry.{column} AS place, -1 AS exact
         FROM catalog_searchentry entry
        WHERE (SELECT count(*) FROM named) < %(limit)s AND entry.shown_at IS NOT NULL
          AND entry.words @@ %(exact)s::tsquery AND NOT entry.names @@ %(wide)s::tsquery {where}
        ORDER BY entry.{column} {way}, entry.goods_id {way} LIMIT %(limit)s)
SELECT goods_id, facets FROM (SELECT * FROM named UNION ALL SELECT * FROM told) found
 ORDER BY exact DESC, place {way}, goods_id {way} LIMIT %(limit)s
"""


def _narrowed(wish: Wish) -> tuple[str, dict[str, Any]]:
    where, parameters = "", dict[str, Any]()
    if wish.facets:
        where, parameters = " AND entry.facets @> %(facets)s::text[]", {"facets": list(wish.facets)}
    for place, group in enumerate(wish.either):
        where += f" AND entry.facets && %(either{place})s::text[]"
        parameters[f"either{place}"] = list(group)
    return where, parameters


def _rows(sql: str, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Planned each time: whether an order or a word leads sooner to the page depends on the values."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()
