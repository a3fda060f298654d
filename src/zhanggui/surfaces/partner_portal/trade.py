"""What the pages of a supplier show about its trade: only its own lines, and nobody's address."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils.translation import gettext

from zhanggui.domain.aftersales.models import ReturnLine
from zhanggui.domain.catalog.models import Goods, Sku
from zhanggui.domain.catalog.queries import goods_of
from zhanggui.domain.delivery.models import Shipment
from zhanggui.domain.delivery.queries import shipments
from zhanggui.domain.inventory.queries import receipts, sellable
from zhanggui.domain.partners.models import Carrier, Supplier
from zhanggui.domain.pricing.models import Price, PriceChange
from zhanggui.domain.pricing.queries.changes import changes_of
from zhanggui.domain.sales.models import OrderLine
from zhanggui.domain.sales.states import OrderState
from zhanggui.identity.actor import Actor
from zhanggui.surfaces.design.shown import money_text, number_text

SOLD = (OrderState.CONFIRMED, OrderState.COMPLETED)
PAGE = 50


def goods(by: Actor) -> QuerySet[Goods]:
    """The firm's goods, those with an open version first."""
    return goods_of(by).select_related("published_version", "category").prefetch_related("versions", "stops")


def order_lines(supplier: Supplier) -> QuerySet[OrderLine]:
    """The lines of orders that are this supplier's, newest first. Where they go is not told."""
    rows = OrderLine.objects.filter(supplier=supplier).select_related("order", "sku")
    return rows.order_by("-order__placed_at", "-pk")


def returned_lines(supplier: Supplier) -> QuerySet[ReturnLine]:
    """What customers gave back of this supplier's goods, newest first."""
    rows = ReturnLine.objects.filter(line__supplier=supplier).select_related("goods_return", "line__sku")
    return rows.order_by("-goods_return__requested_at", "-pk")


@dataclass(frozen=True, slots=True)
class StockRow:
    """One SKU: what can be sold, and what was sold in thirty days."""

    sku: Sku
    name: str
    free: int
    sold: int


def stock(supplier: Supplier, since: datetime) -> list[StockRow]:
    """Every SKU on sale with its stock, the scarcest first."""
    skus = Sku.objects.filter(goods__supplier=supplier, released_at__isnull=False, retired_at=None)
    rows = list(skus.select_related("goods__published_version").order_by("code"))
    free, sold = sellable([sku.id for sku in rows]), _sold(supplier, since)
    shown = [
        StockRow(sku, sku.goods.published_version.name if sku.goods.published_version else "",
                 free.get(sku.id, 0), sold.get(sku.id, 0))
        for sku in rows
    ]  # fmt: skip
    return sorted(shown, key=lambda row: (row.free, row.sku.code))


def name_of(sku: Sku) -> str:
    """What a SKU is called: its goods as published, and its variant."""
    version = sku.goods.published_version
    return f"{version.name if version else ''} {sku.name}".strip()


def _sold(supplier: Supplier, since: datetime) -> Mapping[UUID, int]:
    lines = OrderLine.objects.filter(supplier=supplier, order__placed_at__gte=since, order__state__in=SOLD)
    return dict(lines.values_list("sku").annotate(pieces=Sum("quantity")))


def receipt_rows(by: Actor) -> Iterable[object]:
    """The deliveries that arrived, with what the inspection found."""
    return receipts(by=by).prefetch_related("lines__inspection", "lines__sku")[:PAGE]


def prices_now(supplier: Supplier, at: datetime) -> QuerySet[Price]:
    """The prices of this supplier's goods that hold now."""
    rows = Price.objects.filter(sku__goods__supplier=supplier, period__contains=at)
    return rows.select_related("sku__goods__published_version", "change").order_by("sku__code", "kind")


def price_changes(by: Actor) -> QuerySet[PriceChange]:
    """What the firm has proposed, newest first."""
    return changes_of(by).prefetch_related("lines__sku")


def tiles_of_supplier(supplier: Supplier, since: datetime) -> list[dict[str, object]]:
    """Thirty days in figures."""
    lines = OrderLine.objects.filter(supplier=supplier, order__placed_at__gte=since, order__state__in=SOLD)
    sums = lines.aggregate(pieces=Sum("quantity"), amount=Sum(F("amount_fen") - F("discount_fen")))
    back = ReturnLine.objects.filter(line__supplier=supplier, goods_return__requested_at__gte=since)
    pieces = sums["pieces"] or 0
    given_back = back.aggregate(pieces=Sum("quantity"))["pieces"] or 0
    on_sale = Goods.objects.filter(supplier=supplier, published_version__isnull=False).count()
    return [
        {"name": gettext("Sold in 30 days"), "figure": money_text(sums["amount"] or 0)},
        {"name": gettext("Pieces sold in 30 days"), "figure": number_text(pieces)},
        {"name": gettext("Given back in 30 days"), "figure": number_text(given_back)},
        {"name": gettext("Goods on sale"), "figure": number_text(on_sale)},
    ]


def tiles_of_carrier(carrier: Carrier, at: datetime) -> list[dict[str, object]]:
    """The parcels of today in figures."""
    counts = Shipment.objects.filter(carrier=carrier).aggregate(
        road=Count("pk", filter=Q(shipped_at__isnull=False, delivered_at=None)),
        late=Count("pk", filter=Q(delivered_at=None, promised_on__lt=at.date())),
        done=Count("pk", filter=Q(delivered_at__isnull=False)),
    )
    return [
        {"name": gettext("On the road"), "figure": number_text(counts["road"])},
        {"name": gettext("Late"), "figure": number_text(counts["late"])},
        {"name": gettext("Delivered"), "figure": number_text(counts["done"])},
    ]


def parcels(by: Actor) -> QuerySet[Shipment]:
    """The parcels handed to this carrier, newest first."""
    return shipments(by=by).prefetch_related("events")
