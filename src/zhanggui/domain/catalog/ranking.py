"""Which goods a search looks at first: tiers by standing, as large as they are told to be."""

from collections.abc import Sequence
from datetime import datetime
from itertools import accumulate

from django.db import connection, transaction

from zhanggui.domain.catalog.capabilities import KEEP_SEARCH
from zhanggui.domain.catalog.rules import TIER_SIZES
from zhanggui.identity.actor import Actor

RANK = """
WITH ranked AS (
       SELECT goods_id, width_bucket(row_number() OVER best, %(ends)s::bigint[]) AS tier
         FROM catalog_searchentry WHERE shown_at IS NOT NULL
       WINDOW best AS (ORDER BY standing DESC, goods_id DESC))
UPDATE catalog_searchentry entry SET tier = ranked.tier
  FROM ranked WHERE ranked.goods_id = entry.goods_id AND entry.tier <> ranked.tier
"""


@transaction.atomic
def rank_goods(*, by: Actor, at: datetime, sizes: Sequence[int] = TIER_SIZES) -> int:
    """Put goods into the tier of their standing. Returns how many changed theirs.

    Goods that are new stand in the first tier until then, so that they are found from the first moment.
    """
    by.require(KEEP_SEARCH)
    with connection.cursor() as cursor:
        cursor.execute(RANK, {"ends": [1 + end for end in accumulate(sizes)]})
        return int(cursor.rowcount)
