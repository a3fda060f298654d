"""Lists of goods as customers see them: by category, newest first, or by words, the best match first.

Each page is one statement, whatever the size of the catalogue, and is continued from where the last one
ended, so that the hundredth page costs what the first one does.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from zhanggui.domain.catalog.queries import search_query
from zhanggui.kernel.refusal import Malformed

PAGE_MAX = 60

SHOWN = """
       goods.published_version_id IS NOT NULL
   AND supplier.trades_until > %(at)s
   AND (goods.papers_valid_to IS NULL
        OR goods.papers_valid_to >= (%(at)s::timestamptz AT TIME ZONE 'Asia/Shanghai')::date)
   AND NOT EXISTS (SELECT FROM catalog_stopsale stop
                    WHERE stop.goods_id = goods.id AND stop.lifted_at IS NULL)
   AND (%(category)s::text IS NULL OR goods.category_id IN
        (SELECT c.id FROM catalog_category c WHERE c.path LIKE %(category)s))
"""
"""Whether goods are shown now. Parameters: ``at``, and ``category`` as a pattern of paths or NULL."""

CARDS = """
SELECT goods.id, goods.number, version.name, version.brand, version.specification,
       category.code, organisation.name, picture.small, picture.generated_by_ai,
       cheapest.sku_id, cheapest.price_id, cheapest.kind, cheapest.amount_fen, cheapest.reference_fen,
       cheapest.dearest_fen, cheapest.skus, goods.rank, goods.listed_at
  FROM ({page}) goods
  JOIN catalog_goodsversion version ON version.id = goods.published_version_id
  JOIN catalog_category category ON category.id = goods.category_id
  JOIN partners_supplier supplier ON supplier.id = goods.supplier_id
  JOIN identity_organisation organisation ON organisation.id = supplier.organisation_id
  LEFT JOIN LATERAL (SELECT p.small, p.generated_by_ai FROM catalog_picture p
                      WHERE p.version_id = version.id ORDER BY p.position LIMIT 1) picture ON TRUE
  JOIN LATERAL (
       SELECT sku.id AS sku_id, price.id AS price_id, price.kind, price.amount_fen, price.reference_fen,
              max(price.amount_fen) OVER () AS dearest_fen,
              array_agg(sku.id) OVER () AS skus
         FROM catalog_sku sku
         JOIN LATERAL (SELECT p.id, p.kind, p.amount_fen,
                              CASE WHEN p.reference_settled_at <= %(at)s THEN p.reference_fen
                               END AS reference_fen
                         FROM pricing_price p
                        WHERE p.sku_id = sku.id AND p.period @> %(at)s::timestamptz
                          AND p.kind IN ('promotion', 'normal')
                        ORDER BY p.kind DESC LIMIT 1) price ON TRUE
        WHERE sku.goods_id = goods.id AND sku.released_at IS NOT NULL AND sku.retired_at IS NULL
        ORDER BY price.amount_fen, sku.position LIMIT 1
  ) cheapest ON TRUE
 ORDER BY goods.rank DESC, goods.listed_at DESC, goods.id DESC
"""
"""Cards of the goods of one page. Goods without any price now are not shown."""

NEWEST = f"""
SELECT goods.id, goods.number, goods.published_version_id, goods.category_id, goods.supplier_id,
       goods.listed_at, 0::real AS rank
  FROM catalog_goods goods JOIN partners_supplier supplier ON supplier.id = goods.supplier_id
 WHERE {SHOWN}
   AND (%(after_at)s::timestamptz IS NULL
        OR (goods.listed_at, goods.id) < (%(after_at)s::timestamptz, %(after_id)s::uuid))
 ORDER BY goods.listed_at DESC, goods.id DESC LIMIT %(limit)s
"""  # noqa: S608

FOUND = f"""
SELECT * FROM (
SELECT goods.id, goods.number, goods.published_version_id, goods.category_id, goods.supplier_id,
       goods.listed_at, ts_rank(entry.words, %(query)s::tsquery) AS rank
  FROM catalog_searchentry entry
  JOIN catalog_goods goods ON goods.id = entry.goods_id
  JOIN partners_supplier supplier ON supplier.id = goods.supplier_id
 WHERE entry.words @@ %(query)s::tsquery AND {SHOWN}) goods
 WHERE (%(after_at)s::timestamptz IS NULL OR (rank, listed_at, id)
        < (%(after_rank)s::real, %(after_at)s::timestamptz, %(after_id)s::uuid))
 ORDER BY rank DESC, listed_at DESC, id DESC LIMIT %(limit)s
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Card:
    """One article on a list: what it is, who sells it, and its lowest price now.

    ``skus`` are all that are priced, for a look at their stock; ``dearest_fen`` is above ``amount_fen`` where
    they differ. ``picture`` is a public document.
    """

    goods_id: UUID
    number: str
    name: str
    brand: str
    specification: str
    category: str
    seller: str
    picture: UUID | None
    picture_by_ai: bool | None
    sku_id: UUID
    price_id: UUID
    price_kind: str
    amount_fen: int
    reference_fen: int | None
    dearest_fen: int
    skus: list[UUID]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of cards, and where the next one starts (none: this was the last)."""

    cards: list[Card]
    cursor: str | None


def shelf(*, at: datetime, category: str | None = None, cursor: str = "", limit: int = 24) -> Page:
    """Goods on sale, newest first; of a category (its ``path``) with everything below it."""
    return _page(NEWEST, {}, at=at, category=category, cursor=cursor, limit=limit)


def search(
    text: str, *, at: datetime, category: str | None = None, cursor: str = "", limit: int = 24
) -> Page:
    """Goods on sale found by words, numbers of goods or SKU codes, the best match first.

    A text without any word finds nothing.
    """
    query = search_query(text)
    if not query:
        return Page([], None)
    return _page(FOUND, {"query": query}, at=at, category=category, cursor=cursor, limit=limit)


def _page(
    page: str, more: dict[str, Any], *, at: datetime, category: str | None, cursor: str, limit: int
) -> Page:
    size = max(1, min(limit, PAGE_MAX))
    parameters = {
        **more,
        **_place(cursor),
        "at": at,
        "category": f"{_escaped(category)}%" if category else None,
        "limit": size + 1,
    }
    with connection.cursor() as asked:
        asked.execute(CARDS.format(page=page), parameters)
        rows = asked.fetchall()
    cards = [Card(*row[:-2]) for row in rows[:size]]
    return Page(cards, _cursor(rows[size - 1]) if len(rows) > size else None)


def _escaped(path: str) -> str:
    return path.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _cursor(row: tuple[Any, ...]) -> str:
    rank, listed_at = row[-2:]
    place = json.dumps([rank, listed_at.isoformat(), str(row[0])])
    return urlsafe_b64encode(place.encode()).decode().rstrip("=")


def _place(cursor: str) -> dict[str, Any]:
    if not cursor:
        return {"after_rank": None, "after_at": None, "after_id": None}
    try:
        rank, listed_at, goods_id = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return {
            "after_rank": float(rank),
            "after_at": datetime.fromisoformat(listed_at),
            "after_id": UUID(goods_id),
        }
    except (ValueError, TypeError) as problem:
        raise Malformed(field="cursor", problem=cursor[:40]) from problem
