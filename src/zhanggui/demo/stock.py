"""Warehouses open, deliveries arrive and are inspected by somebody who did not receive them."""

from datetime import timedelta
from typing import Any

from zhanggui.demo.cast import staff
from zhanggui.demo.story import on_day
from zhanggui.demo.warehouse import shelves_are_arranged
from zhanggui.demo.world import told
from zhanggui.domain.catalog.models import Sku
from zhanggui.domain.inventory.models import Hold, Warehouse
from zhanggui.domain.inventory.operations.inspect_receipt_line import inspect_receipt_line
from zhanggui.domain.inventory.operations.open_warehouse import open_warehouse
from zhanggui.domain.inventory.operations.receive_goods import receive_goods
from zhanggui.domain.inventory.operations.release_hold import release_hold
from zhanggui.domain.inventory.rules import Defect, Delivered, Found, Papers, Place
from zhanggui.domain.partners.models import Supplier
from zhanggui.identity.models import Account

HOUSES = (
    ("HD1", "华东一号仓", Place("浙江省", "嘉兴市", "经开区云东路 500 号")),
    ("HB1", "华北一号仓", Place("河北省", "廊坊市", "广阳区物流港 8 号")),
)


def goods_arrive() -> None:
    """Warehouses first, then what lies in them; what was held is decided the day after."""
    warehouses_open()
    shelves_are_arranged()
    first_deliveries_arrive()
    for hold in Hold.objects.filter(ended_at=None).order_by("number"):
        at = hold.held_at + timedelta(hours=22)
        reason = "更换外箱后复检合格"
        release_hold(hold_id=hold.pk, quantity=hold.undecided, reason=reason, by=staff("inspector"), at=at)


def warehouses_open() -> None:
    """Two warehouses, east and north."""
    for code, name, place in HOUSES:
        open_warehouse(code=code, name=name, place=place, by=staff("logistics"), at=on_day(1, 9))


def first_deliveries_arrive() -> None:
    """Every SKU comes to both warehouses; a few pieces are held or rejected, as in life."""
    for place, warehouse in enumerate(Warehouse.objects.order_by("code")):
        for number, row in enumerate(told("firms")["supplier"]):
            deliver(row, warehouse, number + place * 10, pieces=260 - place * 100)


def deliver(row: dict[str, Any], warehouse: Warehouse, number: int, *, pieces: int) -> None:
    """One delivery of one supplier: received by the keeper, judged by the inspector."""
    at = on_day(6, 9) + timedelta(minutes=17 * number)
    account = Account.objects.get(username=row["code"])
    supplier = Supplier.objects.get(organisation_id=account.organisation_id)
    skus = list(Sku.objects.filter(goods__supplier=supplier, released_at__isnull=False).order_by("code"))
    lots = [_lot(sku, pieces, at) for sku in skus]
    papers = Papers(delivery_note=f"SH{number:05}", purchased_on=at.date())
    receipt = receive_goods(
        warehouse_id=warehouse.pk,
        supplier_id=supplier.pk,
        lines=lots,
        papers=papers,
        by=staff("warehouse"),
        at=at,
    )
    for place, line in enumerate(receipt.lines.order_by("position")):
        odd = (place + number) % 7 == 3
        found = Found(
            passed=line.quantity - (4 if odd else 0),
            held=3 if odd else 0,
            rejected=1 if odd else 0,
            defects=(Defect("packaging", 4, "外箱受潮"),) if odd else (),
        )
        inspect_receipt_line(line_id=line.pk, found=found, by=staff("inspector"), at=at + timedelta(hours=3))


def _lot(sku: Any, pieces: int, at: Any) -> Delivered:
    version = sku.goods.published_version
    life = version.shelf_life_days
    made = (at - timedelta(days=5)).date()
    return Delivered(
        sku_id=sku.pk,
        quantity=pieces,
        lot=f"L{at:%y%m%d}",
        produced_on=made,
        expires_on=made + timedelta(days=life) if life else None,
        unit_cost_fen=round(version.price_wish_fen * 0.6),
    )
