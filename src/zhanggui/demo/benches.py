"""The packing benches at work: boxes, scanned parcels, a second look, a signed list; a supplier sends."""

from datetime import datetime

from zhanggui.demo.cast import firm, staff
from zhanggui.demo.world import told
from zhanggui.domain.catalog.models import Sku
from zhanggui.domain.delivery import walking
from zhanggui.domain.delivery.models import Allocation, PickList
from zhanggui.domain.delivery.operations import (
    allocate_batch,
    confirm_pick,
    plan_wave,
    reallocate_order,
    scan_pieces,
    take_pick_list,
)
from zhanggui.domain.delivery.queries import orders_to_allocate
from zhanggui.domain.delivery.rules import PACKING_CHECKS, Packing
from zhanggui.domain.inventory.models import Warehouse
from zhanggui.domain.inventory.operations import declare_stock, measure_sku, open_warehouse
from zhanggui.domain.inventory.rules import Place
from zhanggui.domain.inventory.sizes import Size
from zhanggui.domain.packing import boxes, queries
from zhanggui.domain.packing.models import BenchWork
from zhanggui.domain.packing.operations import (
    Trouble,
    accept_drop_order,
    add_box_type,
    close_parcel,
    look_again,
    open_hand_over,
    pack_drop_order,
    report_pack_trouble,
    scan_into_parcel,
    sign_hand_over,
    take_to_bench,
    weigh_parcel,
)
from zhanggui.domain.packing.rules import Box, expected_grams
from zhanggui.domain.partners.models import Carrier, Supplier
from zhanggui.domain.partners.states import PartnerState
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Account
from zhanggui.journeys.load_and_ship import load_and_ship
from zhanggui.journeys.ship_drop_order import ship_drop_order
from zhanggui.kernel import clock

BOXES = (
    ("1 号小盒", Box("X1", (210, 140, 90), 60, 2_000)),
    ("2 号纸箱", Box("X2", (320, 240, 140), 140, 5_000)),
    ("3 号纸箱", Box("X3", (420, 340, 240), 260, 10_000)),
    ("4 号纸箱", Box("X4", (520, 420, 420), 480, 20_000)),
    ("5 号长箱", Box("X5", (720, 440, 600), 900, 30_000)),
)
SENDS_ITSELF = "jiali"
ALLOCATED = 20


def the_benches_work() -> None:
    """Orders of this evening are packed by scan, and a supplier sends its own."""
    now = clock.now()
    boxes_and_measures(now)
    waiting = list(orders_to_allocate(by=SYSTEM).values_list("pk", flat=True)[:ALLOCATED])
    allocate_batch(order_ids=waiting, by=SYSTEM, at=now)
    a_supplier_sends_itself(now)
    for house in Warehouse.objects.filter(operator=None).order_by("code"):
        if Allocation.objects.filter(warehouse=house, state="allocated").exists():
            one_wave(house, now)


def boxes_and_measures(at: datetime) -> None:
    """Five boxes, and every article measured as it is sold."""
    for name, box in BOXES:
        add_box_type(box=box, name=name, by=staff("logistics"), at=at)
    sizes = {row["model"]: Size(*row["size"]) for row in told("goods")["goods"]}
    for sku in Sku.objects.filter(released_at__isnull=False).select_related("goods__published_version"):
        version = sku.goods.published_version
        if version is not None and version.model in sizes:
            measure_sku(sku_id=sku.pk, size=sizes[version.model], by=staff("warehouse"), at=at)


def a_supplier_sends_itself(at: datetime) -> None:
    """Its warehouse is opened, its stock told of; of three orders one left, one is accepted, one waits."""
    account = Account.objects.get(username=SENDS_ITSELF)
    supplier = Supplier.objects.get(organisation_id=account.organisation_id)
    by, place = firm(SENDS_ITSELF), Place("浙江省", "金华市", "永康经济开发区长城西路 88 号")
    house = open_warehouse(
        code="ZF1", name="嘉厘永康直发仓", place=place, operator_id=supplier.pk, by=staff("logistics"), at=at
    )
    for sku in Sku.objects.filter(goods__supplier=supplier, released_at__isnull=False, retired_at=None):
        declare_stock(warehouse_id=house.pk, sku_id=sku.pk, pieces=60, by=by, at=at)
    own = Allocation.objects.filter(state="allocated", lines__sku__goods__supplier=supplier).distinct()
    for number, part in enumerate(own.exclude(lines__sku__goods__supplier__in=_others(supplier))[:3]):
        sent = reallocate_order(
            order_id=part.order_id,
            warehouse_id=house.pk,
            reason="大件由供应商直发",
            by=staff("logistics"),
            at=at,
        )
        if number < 2:
            accept_drop_order(allocation_id=sent.pk, by=by, at=at)
        if number < 1:
            pack_drop_order(allocation_id=sent.pk, packing=Packing(weight_grams=2_650), by=by, at=at)
            ship_drop_order(
                allocation_id=sent.pk, carrier_id=_carrier().pk, tracking_number="ZF20261122001", by=by, at=at
            )


def _others(supplier: Supplier) -> list[Supplier]:
    return list(Supplier.objects.exclude(pk=supplier.pk))


def _carrier() -> Carrier:
    return Carrier.objects.filter(state=PartnerState.ACTIVE).order_by("number")[0]


def one_wave(house: Warehouse, at: datetime) -> None:
    """A wave is walked by scan; all but the last orders of it are packed, and the carrier's driver signs."""
    keeper = staff("warehouse")
    plan_wave(warehouse_id=house.pk, orders_most=50, by=staff("logistics"), at=at)
    walk = PickList.objects.filter(warehouse=house, picker=None).order_by("-number")[0]
    take_pick_list(pick_list_id=walk.pk, by=keeper, at=at)
    picked: dict[object, int] = {}
    for stop in walking.stops(walk.pk):
        assert stop.shelf_id is not None
        scan_pieces(
            pick_list_id=walk.pk, shelf_id=stop.shelf_id, code=stop.code, pieces=stop.wanted, by=keeper, at=at
        )
        picked[stop.sku_id] = picked.get(stop.sku_id, 0) + stop.wanted
    confirm_pick(pick_list_id=walk.pk, picked=picked, by=keeper, at=at)  # type: ignore[arg-type]
    parts = list(Allocation.objects.filter(pick_list=walk).order_by("allocated_at", "pk"))
    for number, part in enumerate(parts[: max(1, len(parts) - 3)]):
        packed(part, number, at)
    _handed_over(house, at)


def packed(part: Allocation, number: int, at: datetime) -> None:
    """Scanned, boxed, weighed; the second of a wave weighs too much, and of the fourth a piece is damaged."""
    keeper, terms = staff("warehouse"), {"allocation_id": part.pk}
    take_to_bench(**terms, by=keeper, at=at)
    lines = queries.part(part.pk, by=keeper).lines
    for line in lines:
        scan_into_parcel(**terms, code=line.code, pieces=line.wanted, by=keeper, at=at)
    if number == 3:
        trouble = Trouble(lines[0].sku_id, "damaged", 1, "封口处开裂")
        report_pack_trouble(**terms, trouble=trouble, by=keeper, at=at)
        return
    box, expected = _box_for(part)
    grams = expected * 6 // 5 if number == 1 else expected - 4
    bench = weigh_parcel(**terms, box_code=box, weight_grams=grams, by=keeper, at=at)
    if bench.state == "stopped":
        look_again(
            **terms, accept=True, reason="随箱放入节目赠品宣传册，已核对", by=staff("logistics"), at=at
        )
    close_parcel(**terms, checks=list(PACKING_CHECKS), by=keeper, at=at)


def _box_for(part: Allocation) -> tuple[str, int]:
    pieces = queries.part(part.pk, by=staff("warehouse")).pieces
    proposed = boxes.proposed(pieces)
    assert proposed is not None
    expected = expected_grams(boxes.sizes(pieces), proposed.tare_grams)
    assert expected is not None
    return proposed.code, expected


def _handed_over(house: Warehouse, at: datetime) -> None:
    """What was packed, but one, goes with the carrier."""
    by, carrier = staff("warehouse"), _carrier()
    closed = BenchWork.objects.filter(state="closed", allocation__warehouse=house, allocation__state="packed")
    parcels = [
        one.allocation.shipment for one in closed.select_related("allocation__shipment").order_by("ended_at")
    ]
    if len(parcels) < 2:
        return
    listed = open_hand_over(warehouse_id=house.pk, carrier_id=carrier.pk, by=by, at=at)
    for parcel in parcels[:-1]:
        load_and_ship(
            hand_over_id=listed.pk,
            code=parcel.number,
            tracking_number=f"YD{parcel.number[-8:]}",
            by=by,
            at=at,
        )
    sign_hand_over(hand_over_id=listed.pk, driver="周师傅", by=by, at=at)
