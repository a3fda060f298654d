"""Counting ratings for the goods they are about: the line rated, or every article of an order rated whole."""

from django.db import connection

from zhanggui.domain.care.models import Rating

COUNT = """
INSERT INTO care_goodsscore AS kept (goods_id, ratings, stars, tally)
SELECT DISTINCT sku.goods_id, 1, %(score)s, %(tally)s::int[]
  FROM sales_orderline line JOIN catalog_sku sku ON sku.id = line.sku_id
 WHERE line.order_id = %(order)s AND (%(line)s::uuid IS NULL OR line.id = %(line)s)
 ORDER BY sku.goods_id
    ON CONFLICT (goods_id) DO UPDATE
       SET ratings = kept.ratings + 1, stars = kept.stars + EXCLUDED.stars,
           tally[%(score)s] = kept.tally[%(score)s] + 1
"""


def count(rating: Rating) -> None:
    """Add this rating to the scores of its goods, in the transaction in which it is kept."""
    tally = [int(score == rating.score) for score in range(1, 6)]
    with connection.cursor() as cursor:
        cursor.execute(
            COUNT,
            {
                "score": rating.score,
                "tally": tally,
                "order": rating.order_id,
                "line": rating.line_id,
            },
        )
