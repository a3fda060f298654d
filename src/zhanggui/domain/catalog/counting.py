"""Counting how many goods of each category have which facet."""

from datetime import datetime

from django.db import connection, transaction

from zhanggui.domain.catalog.capabilities import KEEP_SEARCH
from zhanggui.identity.actor import Actor

COUNT = """
INSERT INTO catalog_facetcount (category, facet, goods)
SELECT substr(branch.facet, 3), other.facet, count(*)
  FROM catalog_searchentry entry
  CROSS JOIN LATERAL unnest(entry.facets) branch (facet)
  CROSS JOIN LATERAL unnest(entry.facets) other (facet)
 WHERE entry.shown_at IS NOT NULL AND branch.facet LIKE 'c:%' AND other.facet NOT LIKE 'c:%'
 GROUP BY 1, 2
"""


@transaction.atomic
def count_facets(*, by: Actor, at: datetime) -> None:
    """Count anew. Pages read the counts; they never count themselves."""
    by.require(KEEP_SEARCH)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM catalog_facetcount")
        cursor.execute(COUNT)
