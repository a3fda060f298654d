"""What lies on the shelf: chosen goods with price and stock of this moment, in one statement a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from zhanggui.kernel.money import Fen
from zhanggui.mechanisms.ledger import HOUSE
from zhanggui.schema.prepared import fetch
from zhanggui.surfaces.storefront import finding
from zhanggui.surfaces.storefront.finding import PAGE, Wish

__all__ = ["PAGE", "OnShelf", "listed", "offered"]


@dataclass(frozen=True, slots=True)
class OnShelf:
    """Goods as a list shows them: the best price among the SKUs, and the pieces left of all of them."""

    goods_id: UUID
    number: str
    version_id: UUID
    price_fen: Fen
    reference_fen: Fen | None
    prices: int
    left: int
    ratings: int = 0
    stars: int = 0
    """The sum of all scores given."""


OFFERED = """
WITH chosen AS MATERIALIZED (
       SELECT goods.id, goods.number, goods.published_version_id, wanted.place
         FROM unnest(%(goods)s::uuid[]) WITH ORDINALITY wanted (id, place)
         JOIN catalog_goods goods ON goods.id = wanted.id AND goods.published_version_id IS NOT NULL
         JOIN partners_supplier supplier ON supplier.id = goods.supplier_id
              AND supplier.trades_until > %(at)s
        WHERE NOT EXISTS (SELECT FROM catalog_stopsale s
                           WHERE s.goods_id = goods.id AND s.lifted_at IS NULL)),
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
SELECT chosen.id, chosen.number, chosen.published_version_id, offered.amount_fen, offered.reference_fen,
       offered.prices, offered.pieces, coalesce(score.ratings, 0), coalesce(score.stars, 0)
  FROM chosen JOIN offered ON offered.goods_id = chosen.id
  LEFT JOIN care_goodsscore score ON score.goods_id = chosen.id
 ORDER BY chosen.place
"""
"""A promotion is preferred to the normal price: so the order of their kinds says."""


def offered(goods: Sequence[UUID], *, at: datetime) -> list[OnShelf]:
    """These goods in this order, as far as they can be bought at this moment."""
    if not goods:
        return []
    return [OnShelf(*row) for row in fetch(OFFERED, {"goods": list(goods), "at": at, "house": HOUSE})]


def listed(wish: Wish, *, at: datetime) -> tuple[list[OnShelf], bool]:
    """One page of a list, and whether another follows."""
    chosen = finding.listed(wish)
    return offered(chosen[: wish.limit], at=at), len(chosen) > wish.limit
