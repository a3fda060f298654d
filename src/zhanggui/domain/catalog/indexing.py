"""Letting published goods be found that are not found yet: after an upgrade, or rows written another way."""

from datetime import datetime

from django.db import connection, transaction

from zhanggui.domain.catalog.capabilities import KEEP_SEARCH
from zhanggui.domain.catalog.models import GoodsVersion
from zhanggui.domain.catalog.search import INDEX, entry_of
from zhanggui.identity.actor import Actor

MISSING = """
SELECT goods.published_version_id FROM catalog_goods goods
 WHERE goods.published_version_id IS NOT NULL
   AND NOT EXISTS (SELECT FROM catalog_searchentry entry WHERE entry.goods_id = goods.id)
 ORDER BY goods.listed_at DESC, goods.id DESC LIMIT %s
"""


def index_missing(*, by: Actor, at: datetime, limit: int = 1_000) -> int:
    """Write the words and facets of those goods, a batch at a time. Returns how many there were."""
    by.require(KEEP_SEARCH)
    indexed = 0
    while done := _index(limit):
        indexed += done
    return indexed


@transaction.atomic
def _index(limit: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(MISSING, [limit])
        ids = [row[0] for row in cursor.fetchall()]
        versions = GoodsVersion.objects.filter(pk__in=ids).select_related("goods__category")
        entries = [entry_of(version) for version in versions]
        if entries:
            cursor.executemany(INDEX, entries)
    return len(ids)
