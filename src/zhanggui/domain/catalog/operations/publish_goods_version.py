"""Publishing goods information: the approved version, and no other, is what customers see."""

import json
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from zhanggui.domain.catalog.capabilities import REVIEW_GOODS
from zhanggui.domain.catalog.facts import GoodsPublished
from zhanggui.domain.catalog.fitness import refuse_unfit
from zhanggui.domain.catalog.models import Goods, GoodsVersion, Sku
from zhanggui.domain.catalog.papers import papers_valid_to, show_papers
from zhanggui.domain.catalog.search import index_goods
from zhanggui.domain.catalog.states import VERSION, StopCause, VersionState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def publish_goods_version(*, version_id: UUID, by: Actor, at: datetime) -> GoodsVersion:
    """Put exactly this approved version on sale; the one before it is superseded (B-2.2.5).

    The last approval of the review calls this. The database itself refuses to point at a version whose
    review did not approve it. Raises the refusals of submitting again, for documents run out meanwhile.
    """
    by.require(REVIEW_GOODS)
    goods = _held(version_id)
    version = GoodsVersion.objects.locked().get(pk=version_id)
    state = VERSION.after(version.state, "publish")
    version.goods = goods
    refuse_unfit(version, at)

    GoodsVersion.objects.filter(goods=goods, state=VersionState.PUBLISHED).update(
        state=VersionState.SUPERSEDED
    )
    version.state, version.decided_at = state, at
    version.save(update_fields=["state", "decided_at"])
    _point(goods, version, at)
    _release_skus(version, at)
    _lift_document_stop(goods, by, at)
    show_papers(version, by=by, at=at)
    index_goods(version)

    fact = GoodsPublished(
        number=goods.number, version=version.number, name=version.name, skus=len(version.skus)
    )
    trail.record(fact, on=version, by=by, at=at, thread=goods)
    return version


def _held(version_id: UUID) -> Goods:
    goods_id = GoodsVersion.objects.filter(pk=version_id).values_list("goods_id", flat=True).first()
    if goods_id is None:
        raise NotFound
    return Goods.objects.locked().select_related("category", "supplier").get(pk=goods_id)


def _point(goods: Goods, version: GoodsVersion, at: datetime) -> None:
    goods.published_version = version
    goods.listed_at = goods.listed_at or at
    goods.papers_valid_to = papers_valid_to(version, at)
    goods.save(update_fields=["published_version", "listed_at", "papers_valid_to"])


def _lift_document_stop(goods: Goods, by: Actor, at: datetime) -> None:
    """Papers that had run out are replaced by those of this version."""
    goods.stops.filter(cause=StopCause.DOCUMENT, lifted_at=None).update(
        lifted_by=by.account_id, lifted_at=at, lifted_why="A version with papers that hold was published"
    )


def _release_skus(version: GoodsVersion, at: datetime) -> None:
    """SKUs of this version are sold from now on, as it names them; those it leaves out are retired."""
    skus = Sku.objects.locked().filter(goods=version.goods)
    held = {row["sku"] for row in version.skus}
    left_out = [sku.pk for sku in skus if str(sku.pk) not in held]
    with connection.cursor() as cursor:
        cursor.execute(RELEASE, [at, json.dumps(version.skus)])
    Sku.objects.filter(pk__in=left_out, released_at__isnull=False, retired_at=None).update(retired_at=at)


RELEASE = """
UPDATE catalog_sku sku
   SET name = row.said->>'name', spec = row.said->'spec', position = row.place,
       released_at = coalesce(sku.released_at, %s), retired_at = NULL
  FROM jsonb_array_elements(%s::jsonb) WITH ORDINALITY AS row (said, place)
 WHERE sku.id = (row.said->>'sku')::uuid
"""
