"""Counting ratings for the goods they are about: the line rated, or every article of an order rated whole."""

from django.db import connection

from zhanggui.domain.care.models import Rating

COUNT = """
WITH about AS (
  INSERT INTO care_goodsrating (rating_id, goods_id, rated_at)
  SELECT DISTINCT %(rating)s::uuid, sku.goods_id, %(at)s::timestamptz
    FROM sales_orderline line JOIN catalog_sku sku ON sku.id = line.sku_id
   WHERE line.order_id = %(order)s AND (%(line)s::uuid IS NULL OR line.id = %(line)s)
  RETURNING goods_id)
INSERT INTO care_goodsscore AS kept (goods_id, ratings, stars, tally)
SELECT goods_id, 1, %(score)s, %(tally)s::int[] FROM about ORDER BY goods_id
    ON CONFLICT (goods_id) DO UPDATE
       SET ratings = kept.ratings + 1, stars = kept.stars + EXCLUDED.stars,
           tally[%(score)s] = kept.tally[%(score)s] + 1
"""


def count(rating: Rating) -> None:
    """Add this rating to its goods and their scores, in the transaction in which it is kept."""
    tally = [int(score == rating.score) for score in range(1, 6)]
    with connection.cursor() as cursor:
        cursor.execute(
            COUNT,
            {
                "rating": rating.id,
                "at": rating.rated_at,
                "score": rating.score,
                "tally": tally,
                "order": rating.order_id,
                "line": rating.line_id,
            },
        )
