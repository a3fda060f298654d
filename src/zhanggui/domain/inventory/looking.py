"""What lies where, of which lot, for how long: reads for the warehouse's screens."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection

from zhanggui.domain.inventory import accounts
from zhanggui.domain.inventory.capabilities import RECALL, SEE_STOCK
from zhanggui.domain.inventory.models import Inspection, Location, Measures, ShelfLot
from zhanggui.domain.inventory.queries import supplier_only, warehouses
from zhanggui.domain.inventory.reach import own_supplier
from zhanggui.domain.inventory.sizes import Size
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import ledger

LYING = """
    SELECT s.id, s.lot_id, k.code, coalesce(v.name, k.name), w.name, p.code, l.code,
           l.produced_on, l.expires_on, o.name, b.debits_posted - b.credits_posted, b.credits_pending
    FROM inventory_shelflot s
    JOIN ledger_balance b ON b.account_id = s.account
    JOIN inventory_lot l ON l.id = s.lot_id
    JOIN inventory_location p ON p.id = s.location_id
    JOIN inventory_warehouse w ON w.id = s.warehouse_id
    JOIN catalog_sku k ON k.id = s.sku_id
    JOIN catalog_goods g ON g.id = k.goods_id
    LEFT JOIN catalog_goodsversion v ON v.id = g.published_version_id
    LEFT JOIN partners_supplier u ON u.id = l.owner_id
    LEFT JOIN identity_organisation o ON o.id = u.organisation_id
    WHERE b.debits_posted > b.credits_posted
      AND (%(location)s::uuid IS NULL OR s.location_id = %(location)s)
      AND (%(lot)s::uuid IS NULL OR s.lot_id = %(lot)s)
      AND (%(until)s::date IS NULL OR l.expires_on <= %(until)s)
    ORDER BY l.expires_on NULLS LAST, w.code, p.walk, k.code
    LIMIT %(limit)s
"""
SLOW = """
    WITH lying AS (
        SELECT s.sku_id, s.warehouse_id, sum(b.debits_posted - b.credits_posted) AS pieces
        FROM inventory_shelflot s JOIN ledger_balance b ON b.account_id = s.account
        WHERE b.debits_posted > b.credits_posted
        GROUP BY 1, 2
    ), sent AS (
        SELECT l.sku_id, a.warehouse_id, max(p.shipped_at) AS last
        FROM delivery_allocationline l
        JOIN delivery_allocation a ON a.id = l.allocation_id
        JOIN delivery_shipment p ON p.allocation_id = a.id
        WHERE p.shipped_at IS NOT NULL
        GROUP BY 1, 2
    ), came AS (
        SELECT n.sku_id, r.warehouse_id, max(r.received_at) AS last
        FROM inventory_receiptline n JOIN inventory_receipt r ON r.id = n.receipt_id
        GROUP BY 1, 2
    )
    SELECT k.code, coalesce(v.name, k.name), w.name, lying.pieces, sent.last, came.last
    FROM lying
    JOIN catalog_sku k ON k.id = lying.sku_id
    JOIN catalog_goods g ON g.id = k.goods_id
    LEFT JOIN catalog_goodsversion v ON v.id = g.published_version_id
    JOIN inventory_warehouse w ON w.id = lying.warehouse_id
    LEFT JOIN sent USING (sku_id, warehouse_id)
    LEFT JOIN came USING (sku_id, warehouse_id)
    WHERE coalesce(sent.last, '-infinity') < %(since)s AND coalesce(came.last, '-infinity') < %(since)s
    ORDER BY lying.pieces DESC, k.code
    LIMIT 500
"""


@dataclass(frozen=True, slots=True)
class Lying:
    """Pieces of one lot at one location."""

    shelf_id: UUID
    lot_id: UUID
    code: str
    name: str
    warehouse: str
    location: str
    lot: str
    produced_on: date | None
    expires_on: date | None
    owner: str | None
    pieces: int
    set_aside: int


def lying(
    *,
    by: Actor,
    location_id: UUID | None = None,
    lot_id: UUID | None = None,
    expires_before: date | None = None,
    limit: int = 500,
) -> list[Lying]:
    """What lies on the shelves, what runs out first before the rest; by location, lot or expiry."""
    if not by.may(RECALL):
        by.require(SEE_STOCK)
    if supplier_only(by):
        return []
    asked = {"location": location_id, "lot": lot_id, "until": expires_before, "limit": limit}
    with connection.cursor() as cursor:
        cursor.execute(LYING, asked)
        return [Lying(*row) for row in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class Slow:
    """Pieces that nobody ordered for long, and that have been here as long."""

    code: str
    name: str
    warehouse: str
    pieces: int
    last_sent: datetime | None
    last_received: datetime | None


def slow_stock(*, by: Actor, since: datetime) -> list[Slow]:
    """Articles of which nothing was sent and nothing came since then, the largest stocks first."""
    by.require(SEE_STOCK)
    with connection.cursor() as cursor:
        cursor.execute(SLOW, {"since": since})
        return [Slow(*row) for row in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class DefectRate:
    """What inspectors found in the deliveries of a supplier."""

    supplier: str
    lots: int
    pieces: int
    defective: int

    @property
    def percent(self) -> float:
        """Defective pieces of a hundred."""
        return 100 * self.defective / self.pieces if self.pieces else 0.0


def defect_rates(*, by: Actor, since: datetime) -> list[DefectRate]:
    """Held and rejected pieces by supplier since then, the worst first."""
    by.require(SEE_STOCK)
    rows: dict[str, list[int]] = {}
    found = Inspection.objects.filter(inspected_at__gte=since)
    for name, *pieces in found.values_list(
        "line__receipt__supplier_name", "line__quantity", "held", "rejected"
    ):
        known = rows.setdefault(name, [0, 0, 0])
        known[0] += 1
        known[1] += pieces[0]
        known[2] += pieces[1] + pieces[2]
    rates = [DefectRate(name, *sums) for name, sums in rows.items()]
    return sorted(rates, key=lambda rate: (-rate.percent, rate.supplier))


def shelf_named(warehouse_id: UUID, sku: str, location: str, lot: str) -> tuple[UUID, UUID | None] | None:
    """The SKU, and its shelf by location and lot as people write them; None for nothing of the kind.

    Without a location it is the SKU alone: pieces from among the rejected.
    """
    if not location:
        known = apps.get_model("catalog", "Sku").objects.filter(code=sku).values_list("pk", flat=True).first()
        return (known, None) if known else None
    places = _places(sku, location, lot).filter(warehouse_id=warehouse_id)
    return places.values_list("sku_id", "pk").first()


def shelf_anywhere(sku: str, location: str, lot: str) -> UUID | None:
    """A shelf by SKU, location and lot, in whatever warehouse."""
    return _places(sku, location, lot).values_list("pk", flat=True).first()


def location_named(warehouse_id: UUID, code: str) -> UUID | None:
    """A location of a warehouse by its code."""
    found = Location.objects.filter(warehouse_id=warehouse_id, code__iexact=code, closed_at=None)
    return found.values_list("pk", flat=True).first()


def _places(sku: str, location: str, lot: str) -> Any:
    known: Mapping[str, str] = {"lot__code": lot} if lot else {}
    return ShelfLot.objects.filter(sku__code=sku, location__code__iexact=location, **known).order_by("id")


def sizes_of(sku_ids: Iterable[UUID]) -> Mapping[UUID, Size]:
    """How large and how heavy a piece of each is; what was never measured is absent."""
    rows = Measures.objects.filter(sku_id__in=list(sku_ids))
    told = rows.values_list("sku_id", "length_mm", "width_mm", "height_mm", "weight_grams")
    return {sku: Size(*edges) for sku, *edges in told}


def own_warehouses(*, by: Actor) -> list[Any]:
    """Warehouses from which this supplier sends itself."""
    return list(warehouses().filter(operator=own_supplier(by).id))


def declared(warehouse_id: UUID, *, by: Actor) -> dict[UUID, int]:
    """How many pieces of each SKU this supplier has free there. Empty for anybody else's warehouse."""
    by.require(SEE_STOCK)
    here = ShelfLot.objects.filter(warehouse_id=warehouse_id, warehouse__operator=own_supplier(by).id)
    places = list(here)
    balances = ledger.balances([accounts.shelf(place.shelf) for place in places])
    free: dict[UUID, int] = {}
    for place in places:
        free[place.sku_id] = free.get(place.sku_id, 0) + balances[accounts.shelf(place.shelf)].available
    return free
