"""What lies on the shelf: goods on sale with price and stock of this moment, in one statement a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from zhanggui.domain.catalog.search import query_of
from zhanggui.kernel.money import Fen
from zhanggui.mechanisms.ledger import HOUSE
from zhanggui.schema.prepared import fetch

PAGE = 24


@dataclass(frozen=True, slots=True)
class OnShelf:
    """Goods as a list shows them: the best price among the SKUs, and the pieces left of all of them."""

    number: str
    version_id: UUID
    price_fen: Fen
    reference_fen: Fen | None
    prices: int
    left: int


CHOSEN = """
SELECT goods.id, goods.number, goods.published_version_id, goods.listed_at, {rank} AS rank
  FROM catalog_goods goods
  JOIN partners_supplier supplier ON supplier.id = goods.supplier_id AND supplier.trades_until > %(at)s
  {join}
 WHERE goods.published_version_id IS NOT NULL {where}
   AND NOT EXISTS (SELECT FROM catalog_stopsale s WHERE s.goods_id = goods.id AND s.lifted_at IS NULL)
 ORDER BY {order} LIMIT %(limit)s OFFSET %(offset)s
"""
WITH_OFFER = """
WITH chosen AS MATERIALIZED ({chosen}),
     priced AS (
       SELECT DISTINCT ON (sku.id) sku.goods_id, sku.id, price.amount_fen, price.reference_fen
         FROM chosen
         JOIN catalog_sku sku ON sku.goods_id = chosen.id AND sku.released_at IS NOT NULL
              AND sku.retired_at IS NULL
         JOIN pricing_price price ON price.sku_id = sku.id AND price.period @> %(at)s::timestamptz
              AND price.kind IN ('promotion', 'normal')
        ORDER BY sku.id, price.kind DESC),
     offered AS (
       SELECT priced.goods_id, min(priced.amount_fen) AS amount_fen, count(*) AS prices,
              (array_agg(priced.reference_fen ORDER BY priced.amount_fen))[1] AS reference_fen,
              coalesce(sum(b.debits_posted - b.credits_posted - b.credits_pending), 0)::bigint AS pieces
         FROM priced
         LEFT JOIN ledger_account a ON a.owner = %(house)s AND a.kind = 'inventory.sellable'
              AND a.unit = 'sku:' || priced.id
         LEFT JOIN ledger_balance b ON b.account_id = a.id
        GROUP BY priced.goods_id)
SELECT chosen.number, chosen.published_version_id, offered.amount_fen, offered.reference_fen,
       offered.prices, offered.pieces
  FROM chosen JOIN offered ON offered.goods_id = chosen.id
 ORDER BY {order}
"""
"""A promotion is preferred to the normal price: so the order of their kinds says."""
NEWEST = ("goods.listed_at DESC, goods.id DESC", "chosen.listed_at DESC, chosen.id DESC")
BEST = (
    "rank DESC, goods.listed_at DESC, goods.id DESC",
    "chosen.rank DESC, chosen.listed_at DESC, chosen.id DESC",
)


def _sql(order: tuple[str, str], *, rank: str = "0", join: str = "", where: str = "") -> str:
    return WITH_OFFER.format(
        chosen=CHOSEN.format(rank=rank, join=join, where=where, order=order[0]), order=order[1]
    )


ALL = _sql(NEWEST)
AFTER = """AND (goods.listed_at, goods.id) <
       (SELECT g.listed_at, g.id FROM catalog_goods g WHERE g.number = %(after)s)"""
ALL_AFTER = _sql(NEWEST, where=AFTER)
OF_CATEGORY = "AND goods.category_id = ANY (%(categories)s)"
IN_CATEGORY = _sql(NEWEST, where=OF_CATEGORY)
IN_CATEGORY_AFTER = _sql(NEWEST, where=f"{OF_CATEGORY} {AFTER}")
FOUND = _sql(
    BEST,
    rank="ts_rank(search.words, %(words)s::tsquery)",
    join="JOIN catalog_searchentry search"
    " ON search.goods_id = goods.id AND search.words @@ %(words)s::tsquery",
)


def _read(sql: str, at: datetime, limit: int, **parameters: Any) -> list[OnShelf]:
    return [
        OnShelf(*row)
        for row in fetch(sql, {"at": at, "house": HOUSE, "limit": limit, "offset": 0, **parameters})
    ]


def newest(*, at: datetime, after: str = "", limit: int = PAGE) -> list[OnShelf]:
    """The newest goods, or those that follow the one with the number ``after``."""
    return _read(ALL_AFTER if after else ALL, at, limit, after=after)


def in_categories(
    categories: Sequence[UUID], *, at: datetime, after: str = "", limit: int = PAGE
) -> list[OnShelf]:
    """The newest goods of these categories."""
    sql = IN_CATEGORY_AFTER if after else IN_CATEGORY
    return _read(sql, at, limit, categories=list(categories), after=after)


def found(text: str, *, at: datetime, offset: int = 0, limit: int = PAGE) -> list[OnShelf]:
    """Goods found by words, the best match first."""
    words = query_of(text)
    return _read(FOUND, at, limit, words=words, offset=offset) if words else []
