"""Which goods a fact is about, for those facts after which lists stand in another order."""

from uuid import UUID

from django.db import connection

from zhanggui.domain.broadcast.facts import SlotEnded, SlotStarted, TakenOffAir
from zhanggui.domain.care.facts import OrderRated
from zhanggui.domain.catalog.facts import GoodsPublished, PapersReviewed, SaleResumed, SaleStopped
from zhanggui.domain.pricing.facts import PriceEnded, PricesPublished
from zhanggui.mechanisms.trail import Told

MOVING = (
    GoodsPublished,
    PapersReviewed,
    SaleStopped,
    SaleResumed,
    PricesPublished,
    PriceEnded,
    SlotStarted,
    SlotEnded,
    TakenOffAir,
    OrderRated,
)
GOODS_OF = {
    "catalog.goodsversion": "SELECT goods_id FROM catalog_goodsversion WHERE id = %s",
    "catalog.goods": "SELECT id FROM catalog_goods WHERE id = %s",
    "pricing.pricechange": "SELECT DISTINCT sku.goods_id FROM pricing_priceline line"
    " JOIN catalog_sku sku ON sku.id = line.sku_id WHERE line.change_id = %s",
    "pricing.price": "SELECT sku.goods_id FROM pricing_price price"
    " JOIN catalog_sku sku ON sku.id = price.sku_id WHERE price.id = %s",
    "broadcast.slot": "SELECT DISTINCT sku.goods_id FROM broadcast_slotgoods shown"
    " JOIN catalog_sku sku ON sku.id = shown.sku_id WHERE shown.slot_id = %s",
    "broadcast.slotgoods": "SELECT sku.goods_id FROM broadcast_slotgoods shown"
    " JOIN catalog_sku sku ON sku.id = shown.sku_id WHERE shown.id = %s",
    "care.rating": "SELECT DISTINCT sku.goods_id FROM care_rating rating"
    " JOIN sales_orderline line ON line.order_id = rating.order_id"
    "  AND (rating.line_id IS NULL OR rating.line_id = line.id)"
    " JOIN catalog_sku sku ON sku.id = line.sku_id WHERE rating.id = %s",
}
"""How each kind of subject leads to its goods."""


def goods_touched(told: Told) -> list[UUID]:
    """The goods a fact is about; none for a subject that leads to no goods."""
    statement = GOODS_OF.get(told.subject_type)
    if statement is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(statement, [told.subject_id])
        return [row[0] for row in cursor.fetchall()]
