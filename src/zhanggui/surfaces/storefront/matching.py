"""Which goods are found by words: the best placed are looked through first, the others only if they must be.

A word that half of the goods have is answered by the first tier alone, a rare one by all of them; either way
a few hundred rows are read, however large the catalogue is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal
from uuid import UUID

from zhanggui.domain.catalog.rules import TIERS
from zhanggui.domain.catalog.search import Asked
from zhanggui.schema.prepared import fetch
from zhanggui.surfaces.storefront.finding import ORDERS, PAGE, Order, Wish, narrowed, rows

PAGES_FOUND = 5
"""So many pages of the best matches are shown; who does not find it there asks with another word."""
CANDIDATES = PAGE * PAGES_FOUND
Kind = Literal["named", "told"]
"""Whether the words stand in the name of goods, or anywhere else in what is told of them."""
BETWEEN = "\x1f"
"""Stands between facets on their way here: a text is read ten times as fast as an array."""


@dataclass(frozen=True, slots=True)
class Matches:
    """Goods found by words, the best match first, and what they can be narrowed down by."""

    goods: Sequence[UUID] = ()
    facets: str = ""
    """Of all goods, one after the other, with ``BETWEEN`` between them: they are only ever counted."""


def matching(asked: Asked, wish: Wish) -> Matches:
    """The best matches for words: a name with the very words first, then a name, then any text.

    In each group the order is the wished one. Only ``CANDIDATES`` of a group are looked at, the best of that
    order, so that a word that half of the goods have costs no more than one that few have. Other texts are
    asked only where names are not enough, which is so for one word in eight.
    """
    if not asked.wide:
        return Matches()
    found = _looked_up("named", asked, wish)
    if len(found) < CANDIDATES:
        found = [*found, *_looked_up("told", asked, wish)][:CANDIDATES]
    goods, facets = zip(*found, strict=True) if found else ((), ())
    return Matches(goods, BETWEEN.join(facets))


def _looked_up(kind: Kind, asked: Asked, wish: Wish) -> list[tuple[Any, ...]]:
    where, parameters = narrowed(wish)
    values = {**parameters, "wide": asked.wide, "exact": asked.exact}
    if wish.order == "best" and not where:
        return fetch(statement(kind, ORDERS["best"], "", are_unseen=True), values)
    return rows(statement(kind, ORDERS[wish.order], where), values)


@cache
def statement(kind: Kind, order: Order, where: str, *, are_unseen: bool = False) -> str:
    """One part for each tier; a part runs only where those before found too few.

    Tiers follow the standing of goods, so in another order every tier is asked. ``are_unseen`` keeps the
    words from the planner, whose plan is then one for all of them.
    """
    wide, exact = "%(wide)s::tsquery", "%(exact)s::tsquery"
    if are_unseen:
        wide, exact = f"(SELECT {wide})", f"(SELECT {exact})"
    condition, rank = {
        "named": (f"entry.names @@ {wide}", f"(entry.names @@ {exact})::int"),
        "told": (f"entry.words @@ {exact} AND NOT entry.names @@ {wide}", "-1"),
    }[kind]
    parts: dict[str, str] = {}
    for tier in range(TIERS):
        before = list(parts) if order.column == "standing" else []
        parts[f"tier{tier}"] = PART.format(
            missing="".join(map(COUNTED.format, before)),
            column=order.column, way=order.way, rank=rank, tier=tier, condition=condition, where=where,
            most=CANDIDATES,
        )  # fmt: skip
    return WHOLE.format(
        parts=",\n     ".join(f"{name} AS MATERIALIZED ({part})" for name, part in parts.items()),
        found=" UNION ALL ".join(map(TAKEN.format, parts)),
        way=order.way,
        most=CANDIDATES,
    )


COUNTED, TAKEN = " - (SELECT count(*) FROM {})", "SELECT * FROM {}"
PART = """
SELECT entry.goods_id, array_to_string(entry.facets, chr(31)) AS facets, entry.{column} AS place,
       {rank} AS exact
  FROM catalog_searchentry entry
 WHERE {most}{missing} > 0 AND entry.tier = {tier} AND entry.shown_at IS NOT NULL AND {condition}{where}
 ORDER BY entry.{column} {way}, entry.goods_id {way} LIMIT {most}"""
WHOLE = """
WITH {parts}
SELECT goods_id, facets FROM ({found}) found
 ORDER BY exact DESC, place {way}, goods_id {way} LIMIT {most}
"""
