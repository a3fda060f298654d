"""Goods and what is on air, for programs that show them: prices and stock of this moment."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Path, Router, Schema, Status
from pydantic import Field

from zhanggui.domain.broadcast.on_air import running
from zhanggui.domain.catalog.models import Goods, Sku
from zhanggui.domain.catalog.operations.import_rows import import_rows
from zhanggui.domain.catalog.sheets import ROWS_MAX, SheetRow
from zhanggui.domain.inventory import accounts as stock
from zhanggui.domain.pricing.queries import offers_of
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import ledger
from zhanggui.surfaces.api.callers import caller
from zhanggui.surfaces.api.idempotency import once
from zhanggui.surfaces.api.orders import Strict

router = Router()
air = Router()
drafts = Router()
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


Cell = Annotated[str, Field(max_length=20_000)]


class RowIn(Strict):
    """An article as its supplier describes it: the columns of the sheet, with the price wish in yuan."""

    category: Annotated[str, Field(max_length=32)]
    name: Annotated[str, Field(min_length=1, max_length=120)]
    brand: Cell = ""
    specification: Cell = ""
    model: Cell = ""
    price_wish_fen: Annotated[str, Field(max_length=20, alias="price_wish_yuan")]
    origin: Cell = ""
    maker_name: Cell = ""
    maker_address: Cell = ""
    standard: Cell = ""
    packaging: Cell = ""
    contents: Cell = ""
    description: Cell = ""
    delivery_terms: Cell = ""
    after_sales: Cell = ""
    return_address: Cell = ""
    safety_notes: Cell = ""
    produced_on: Cell = ""
    shelf_life_days: Cell = ""
    quality_report: Cell = ""
    skus: Cell = ""


class RowsIn(Strict):
    """Many articles at once."""

    rows: Annotated[list[RowIn], Field(min_length=1, max_length=ROWS_MAX)]


class DraftOut(Schema):
    """An article that is a draft now: it wants pictures and is submitted for review by its supplier."""

    number: str
    name: str


class RefusedOut(Schema):
    """A row that became nothing: its place in what was sent, counted from one, and why."""

    row: int
    code: str
    detail: str


class ImportedOut(Schema):
    drafts: list[DraftOut]
    refused: list[RefusedOut]


@drafts.post("", response={201: ImportedOut})
@once
def upload(request: HttpRequest, body: RowsIn) -> Status[dict[str, Any]]:
    """Describe many goods as drafts. Nothing is published by it; each row is answered for itself."""
    rows = [SheetRow(place, row.model_dump()) for place, row in enumerate(body.rows, start=1)]
    made = import_rows(rows=rows, by=caller(request), at=clock.now())
    told = {
        "drafts": [{"number": one.goods.number, "name": one.name} for one in made.drafts],
        "refused": [
            {
                "row": one.row,
                "code": one.refusal.code,
                "detail": one.refusal.message(gettext(one.refusal.template())),
            }
            for one in made.refused
        ],
    }
    return Status(201, told)
