"""Which goods are found by words: the best placed are looked through first, the others only if they must be.

A word that half of the goods have is answered by the first tier alone, a rare one by all of them; either way
a few hundred rows are read, however large the catalogue is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from uuid import UUID

from zhanggui.domain.catalog.rules import TIERS
from zhanggui.domain.catalog.search import Asked
from zhanggui.schema.prepared import fetch
from zhanggui.surfaces.storefront.finding import ORDERS, PAGE, Order, Wish, narrowed, rows

PAGES_FOUND = 5
"""So many pages of the best matches are shown; who does not find it there asks with another word."""
CANDIDATES = PAGE * PAGES_FOUND
BETWEEN = "\x1f"
"""Stands between facets on their way here: a text is read ten times as fast as an array."""


@dataclass(frozen=True, slots=True)
class Match:
    """One of the goods found by words, with what results are narrowed down by."""

    goods_id: UUID
    facets: Sequence[str] = field(default_factory=tuple)


def matching(asked: Asked, wish: Wish) -> list[Match]:
    """The best matches for words: a name with the very words first, then a name, then any text.

    In each group the order is the wished one. Only ``CANDIDATES`` of a group are looked at, the best of that
    order, so that a word that half of the goods have costs no more than one that few have.
    """
    if not asked.wide:
        return []
    where, parameters = narrowed(wish)
    values = {**parameters, "wide": asked.wide, "exact": asked.exact}
    if wish.order == "best" and not where:
        found = fetch(statement(ORDERS["best"], "", are_unseen=True), values)
    else:
        found = rows(statement(ORDERS[wish.order], where), values)
    return [Match(goods, facets.split(BETWEEN)) for goods, facets in found]


@cache
def statement(order: Order, where: str, *, are_unseen: bool = False) -> str:
    """One part for names and one for texts in each tier; a part runs only where those before found too few.

    Tiers follow the standing of goods, so in another order every tier of names is asked. ``are_unseen`` keeps
    the words from the planner, whose plan is then one for all of them.
    """
    wide, exact = "%(wide)s::tsquery", "%(exact)s::tsquery"
    if are_unseen:
        wide, exact = f"(SELECT {wide})", f"(SELECT {exact})"
    named, told = f"entry.names @@ {wide}", f"entry.words @@ {exact} AND NOT entry.names @@ {wide}"
    kinds = [("named", named, f"(entry.names @@ {exact})::int"), ("told", told, "-1")]
    parts: dict[str, str] = {}
    for kind, condition, rank in kinds:
        before = list(parts)
        for tier in range(TIERS):
            asked_first = list(parts) if order.column == "standing" else before
            parts[f"{kind}{tier}"] = PART.format(
                missing="".join(map(COUNTED.format, asked_first)),
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
