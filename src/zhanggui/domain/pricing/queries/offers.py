"""What things cost, and whether they may be sold: asked by everything that sells."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

ASKED_SQL = "SELECT * FROM unnest(%(skus)s::uuid[], %(from_slot)s::boolean[])"
"""What is asked for: SKUs, each with whether it is bought from a slot that is on air."""


def offers_sql(asked: str = ASKED_SQL) -> str:
    """One statement for everything order placement must know about SKUs at a moment.

    ``asked`` selects pairs of a SKU and whether it is bought from a slot. Parameters: those of ``asked``,
    and ``at``. Who buys from a slot pays its on-air price; everybody else a promotion price, else the normal.
    """
    return f"""
SELECT sku.id AS sku_id, sku.code AS sku_code, sku.name AS sku_name,
       goods.id AS goods_id, goods.number AS goods_number,
       version.id AS version_id, version.name AS name,
       goods.category_id, category.return_policy,
       supplier.id AS supplier_id, supplier.organisation_id AS seller_id,
       price.id AS price_id, price.kind AS price_kind, price.amount_fen, price.reference_fen,
       category.path AS category_path, coalesce(price.floor_fen, 0) AS floor_fen,
       array_remove(ARRAY[
           CASE WHEN version.id IS NULL OR sku.released_at IS NULL THEN 'not_published' END,
           CASE WHEN sku.retired_at IS NOT NULL THEN 'retired' END,
           CASE WHEN supplier.trades_until IS NULL OR supplier.trades_until <= %(at)s
                THEN 'supplier_stopped' END,
           CASE WHEN goods.papers_valid_to < (%(at)s::timestamptz AT TIME ZONE 'Asia/Shanghai')::date
                THEN 'document_expired' END,
           CASE WHEN price.id IS NULL THEN 'no_price' END
       ] || ARRAY(SELECT 'stopped_' || stop.cause FROM catalog_stopsale stop
                  WHERE stop.goods_id = goods.id AND stop.lifted_at IS NULL ORDER BY 1), NULL) AS stops,
       asked.from_slot
  FROM ({asked}) AS asked(sku_id, from_slot)
  JOIN catalog_sku sku ON sku.id = asked.sku_id
  JOIN catalog_goods goods ON goods.id = sku.goods_id
  JOIN catalog_category category ON category.id = goods.category_id
  JOIN partners_supplier supplier ON supplier.id = goods.supplier_id
  LEFT JOIN catalog_goodsversion version ON version.id = goods.published_version_id
  LEFT JOIN LATERAL (
      SELECT p.id, p.kind, p.amount_fen, p.reference_fen, p.floor_fen
        FROM pricing_price p
       WHERE p.sku_id = sku.id AND p.period @> %(at)s::timestamptz
         AND (asked.from_slot OR p.kind <> 'on_air')
       ORDER BY array_position(ARRAY['on_air', 'promotion', 'normal'], p.kind::text) LIMIT 1
  ) price ON TRUE
"""  # noqa: S608


OFFERS_SQL = offers_sql()


@dataclass(frozen=True, slots=True)
class Offer:
    """What the house says to a customer about one SKU at one moment: the words, the price, the seller.

    ``stops`` names every reason why it may not be sold now; empty means it may.
    """

    sku_id: UUID
    sku_code: str
    sku_name: str
    goods_id: UUID
    goods_number: str
    version_id: UUID | None
    name: str | None
    category_id: UUID
    return_policy: str
    supplier_id: UUID
    seller_id: UUID
    price_id: UUID | None
    price_kind: str | None
    amount_fen: int | None
    reference_fen: int | None
    category_path: str
    floor_fen: int
    stops: list[str]
    from_slot: bool

    @property
    def may_be_sold(self) -> bool:
        """Whether nothing speaks against selling it at this moment (stock apart)."""
        return not self.stops


def offers_of(skus: Iterable[UUID], *, at: datetime, from_slot: bool = False) -> Mapping[UUID, Offer]:
    """The offer for each SKU, in one round trip. Unknown SKUs are absent.

    ``from_slot`` is for buyers of a slot, to whom its on-air price was announced.
    """
    asked = list(skus)
    with connection.cursor() as cursor:
        cursor.execute(OFFERS_SQL, {"skus": asked, "from_slot": [from_slot] * len(asked), "at": at})
        offers = [Offer(*row) for row in cursor.fetchall()]
    return {offer.sku_id: offer for offer in offers}
