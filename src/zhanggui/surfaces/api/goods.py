"""Goods and what is on air, for programs that show them: prices and stock of this moment."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Router, Schema
from pydantic import Field

from zhanggui.domain.broadcast.on_air import running
from zhanggui.domain.catalog.models import Goods, Sku
from zhanggui.domain.inventory import accounts as stock
from zhanggui.domain.pricing.queries import offers_of
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import ledger

router = Router()
air = Router()
Number = Annotated[str, Field(max_length=12, pattern=r"^[0-9]+$")]


class SkuOut(Schema):
    """A SKU as it can be ordered: its price is what an order must announce."""

    id: UUID
    code: str
    name: str
    price_fen: int | None
    reference_fen: int | None
    left: int
    stops: list[str]


class GoodsOut(Schema):
    number: str
    name: str
    brand: str
    specification: str
    supplier: str
    return_policy: str
    skus: list[SkuOut]


class OnAirOut(Schema):
    """An article that is on air now."""

    slot: str
    programme: str
    ends_at: datetime | None
    item_number: str
    slot_goods: UUID
    sku: UUID
    name: str
    price_fen: int | None
    left: int


@router.get("{number}", response=GoodsOut, auth=None)
def one(request: HttpRequest, number: Path[Number]) -> dict[str, Any]:
    """One article with its SKUs, prices and stock."""
    goods = (
        Goods.objects.filter(number=number, published_version__isnull=False)
        .select_related("published_version", "supplier__organisation", "category")
        .first()
    )
    if goods is None or goods.published_version is None:
        raise NotFound
    version = goods.published_version
    sold = Sku.objects.filter(goods=goods, released_at__isnull=False, retired_at=None)
    return {
        "number": goods.number,
        "name": version.name,
        "brand": version.brand,
        "specification": version.specification,
        "supplier": goods.supplier.organisation.name,
        "return_policy": goods.category.return_policy,
        "skus": _offered(list(sold.order_by("position"))),
    }


def _offered(skus: list[Sku]) -> list[dict[str, Any]]:
    offers = offers_of([sku.pk for sku in skus], at=clock.now())
    left = ledger.balances({stock.sellable(sku.pk) for sku in skus})
    shown = []
    for sku in skus:
        offer = offers[sku.pk]
        shown.append(
            {
                "id": sku.pk,
                "code": sku.code,
                "name": sku.name,
                "price_fen": offer.amount_fen,
                "reference_fen": offer.reference_fen,
                "left": left[stock.sellable(sku.pk)].available,
                "stops": list(offer.stops),
            }
        )
    return shown


@air.get("", response=list[OnAirOut], auth=None)
def now(request: HttpRequest) -> list[dict[str, Any]]:
    """Everything that is on air at this moment, with what is left of each quota."""
    return [
        {
            "slot": slot.number,
            "programme": slot.programme,
            "ends_at": slot.ends_at,
            "item_number": goods.item_number,
            "slot_goods": goods.id,
            "sku": goods.sku_id,
            "name": goods.name,
            "price_fen": goods.price_fen,
            "left": goods.left,
        }
        for slot in running()
        for goods in slot.goods
        if not goods.off_air
    ]
