"""Which goods a list shows, and in which order: by category, narrowed down. Price is not read here.

Every choice is one statement over one table, and as long as its page: what is not shown is not counted.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

PAGE = 24


@dataclass(frozen=True, slots=True)
class Order:
    """A way to put goods in order: the column, and whether the largest comes first."""

    column: str
    descending: bool = True

    @property
    def way(self) -> str:
        """As SQL says it."""
        return "DESC" if self.descending else "ASC"


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


def listed(wish: Wish) -> list[UUID]:
    """The goods of one page of a list, in their order; one more than a page if another follows."""
    order = ORDERS[wish.order]
    where, parameters = narrowed(wish)
    if wish.after:
        sign = "<" if order.descending else ">"
        where += f""" AND (entry.{order.column}, entry.goods_id) {sign}
            (SELECT last.{order.column}, last.goods_id FROM catalog_searchentry last
               JOIN catalog_goods goods ON goods.id = last.goods_id WHERE goods.number = %(after)s)"""  # noqa: S608
    sql = f"""SELECT entry.goods_id FROM catalog_searchentry entry
        WHERE entry.shown_at IS NOT NULL {where}
        ORDER BY entry.{order.column} {order.way}, entry.goods_id {order.way} LIMIT %(limit)s"""  # noqa: S608
    return [row[0] for row in rows(sql, {**parameters, "after": wish.after, "limit": wish.limit + 1})]


def narrowed(wish: Wish) -> tuple[str, dict[str, Any]]:
    """The condition that a wish for facets is, and its values."""
    where, parameters = "", dict[str, Any]()
    if wish.facets:
        where, parameters = " AND entry.facets @> %(facets)s::text[]", {"facets": list(wish.facets)}
    for place, group in enumerate(wish.either):
        where += f" AND entry.facets && %(either{place})s::text[]"
        parameters[f"either{place}"] = list(group)
    return where, parameters


def rows(sql: str, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Planned each time: whether an order or a word leads sooner to the page depends on the values."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()
