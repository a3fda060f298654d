"""Arranging the shelf: what goods are put in order and narrowed down by, from prices, stock, air and trades.

Pages show the price and the stock of their moment; what is kept here is for order and filters only. A row is
arranged when something tells of its goods, when one of its prices begins or ends, and every half hour.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from zhanggui.domain.catalog.capabilities import KEEP_SEARCH
from zhanggui.domain.catalog.indexing import index_missing
from zhanggui.identity.actor import HOUSE, Actor

BATCH = 1_000
AT_THE_LATEST = timedelta(minutes=30)
LATELY = timedelta(days=30)
BANDS_FEN = (5_000, 10_000, 20_000, 50_000, 100_000)
"""Where one price band ends and the next begins."""
MEAN, WEIGHT = 4.0, 5
"""A score is drawn towards this mean as if so many ratings of it had been given: one rating is no verdict."""


def arrange_shelf(*, by: Actor, at: datetime, goods: Collection[UUID] | None = None) -> int:
    """Arrange what is stale, or these goods at once. Returns how many rows were looked at.

    Each batch is its own transaction: an interrupted run goes on where it stopped.
    """
    by.require(KEEP_SEARCH)
    index_missing(by=by, at=at, limit=BATCH)
    if goods is not None:
        return _arrange(DUE_NAMED, at, list(goods))
    arranged = 0
    while done := _arrange(DUE_BY_TIME, at, []):
        arranged += done
    return arranged


@transaction.atomic
def _arrange(due: str, at: datetime, goods: list[UUID]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            ARRANGE.format(due=due),
            {
                "at": at,
                "goods": goods,
                "limit": BATCH,
                "house": HOUSE,
                "next": at + AT_THE_LATEST,
                "lately": at - LATELY,
                "bands": list(BANDS_FEN),
                "mean": MEAN,
                "weight": WEIGHT,
            },
        )
        return int(cursor.rowcount)


DUE_BY_TIME = "stale_at <= %(at)s ORDER BY stale_at, goods_id LIMIT %(limit)s FOR NO KEY UPDATE SKIP LOCKED"
DUE_NAMED = "goods_id = ANY (%(goods)s) ORDER BY goods_id FOR NO KEY UPDATE"
ARRANGE = """
WITH due AS MATERIALIZED (SELECT goods_id FROM catalog_searchentry WHERE {due}),
     skus AS MATERIALIZED (
       SELECT due.goods_id, sku.id
         FROM due JOIN catalog_sku sku ON sku.goods_id = due.goods_id
              AND sku.released_at IS NOT NULL AND sku.retired_at IS NULL),
     priced AS (
       SELECT skus.goods_id, min(price.amount_fen) AS fen,
              coalesce(sum(b.debits_posted - b.credits_posted - b.credits_pending), 0) AS pieces
         FROM skus
         JOIN LATERAL (SELECT p.amount_fen FROM pricing_price p
                        WHERE p.sku_id = skus.id AND p.period @> %(at)s::timestamptz
                          AND p.kind IN ('promotion', 'normal')
                        ORDER BY p.kind = 'normal' LIMIT 1) price ON TRUE
         LEFT JOIN ledger_account a ON a.owner = %(house)s AND a.kind = 'inventory.sellable'
              AND a.unit = 'sku:' || skus.id
         LEFT JOIN ledger_balance b ON b.account_id = a.id
        GROUP BY skus.goods_id),
     moves AS (
       SELECT skus.goods_id, min(edge.moment) AS at
         FROM skus
         JOIN pricing_price p ON p.sku_id = skus.id AND p.kind IN ('promotion', 'normal')
         CROSS JOIN LATERAL (VALUES (lower(p.period)), (upper(p.period))) edge (moment)
        WHERE edge.moment > %(at)s GROUP BY skus.goods_id),
     air AS (
       SELECT DISTINCT skus.goods_id
         FROM broadcast_slot slot
         JOIN broadcast_slotgoods shown ON shown.slot_id = slot.id AND shown.off_air_at IS NULL
         JOIN skus ON skus.id = shown.sku_id
        WHERE slot.state = 'on_air' AND slot.period @> %(at)s::timestamptz),
     trades AS (
       SELECT skus.goods_id, count(*) AS sold
         FROM skus JOIN pricing_tradedprice t ON t.sku_id = skus.id AND t.traded_at > %(lately)s
        GROUP BY skus.goods_id),
     figures AS (
       SELECT due.goods_id, priced.fen, coalesce(trades.sold, 0) AS sold,
              coalesce(priced.pieces, 0) > 0 AS in_stock, air.goods_id IS NOT NULL AS on_air,
              priced.fen IS NOT NULL AND goods.published_version_id IS NOT NULL
                AND supplier.trades_until > %(at)s
                AND NOT EXISTS (SELECT FROM catalog_stopsale s
                                 WHERE s.goods_id = goods.id AND s.lifted_at IS NULL) AS shown,
              least(%(next)s, moves.at) AS stale_at, coalesce(score.ratings, 0) AS ratings,
              CASE WHEN score.ratings > 0 THEN
                (score.stars + %(mean)s * %(weight)s) / (score.ratings + %(weight)s) ELSE 0 END AS stars
         FROM due
         JOIN catalog_goods goods ON goods.id = due.goods_id
         JOIN partners_supplier supplier ON supplier.id = goods.supplier_id
         LEFT JOIN priced ON priced.goods_id = due.goods_id
         LEFT JOIN moves ON moves.goods_id = due.goods_id
         LEFT JOIN air ON air.goods_id = due.goods_id
         LEFT JOIN trades ON trades.goods_id = due.goods_id
         LEFT JOIN care_goodsscore score ON score.goods_id = due.goods_id),
     ranked AS (
       SELECT figures.*, ln(1 + sold) + stars / 5 + in_stock::int * 2 AS standing
         FROM figures)
UPDATE catalog_searchentry entry
   SET shown_at = CASE WHEN ranked.shown THEN coalesce(entry.shown_at, %(at)s) END,
       price_fen = ranked.fen, sold = ranked.sold, score = round(ranked.stars * 100),
       standing = ranked.standing, air_standing = ranked.standing + ranked.on_air::int * 1000,
       stale_at = ranked.stale_at,
       facets = entry.said || array_remove(ARRAY[
         CASE WHEN ranked.in_stock THEN 's' END, CASE WHEN ranked.on_air THEN 'air' END,
         'p:' || width_bucket(ranked.fen, %(bands)s::bigint[]),
         CASE WHEN ranked.stars >= 4 THEN 'r:4' END, CASE WHEN ranked.stars >= 3 THEN 'r:3' END], NULL)
  FROM ranked WHERE ranked.goods_id = entry.goods_id
"""
