"""A packing bench for tests: a dispatch hall, three boxes, measured goods and orders that were picked."""

from datetime import datetime
from typing import Any
from uuid import UUID

from tests.domain.delivery.dispatch import Dispatch
from tests.people import somebody
from zhanggui.domain.catalog.models import Sku
from zhanggui.domain.delivery.models import Allocation, Shipment
from zhanggui.domain.delivery.operations import confirm_pick, start_picking
from zhanggui.domain.delivery.rules import PACKING_CHECKS
from zhanggui.domain.inventory.operations import measure_sku
from zhanggui.domain.inventory.sizes import Size
from zhanggui.domain.packing.models import BenchWork
from zhanggui.domain.packing.operations import (
    add_box_type,
    close_parcel,
    scan_into_parcel,
    take_to_bench,
    weigh_parcel,
)
from zhanggui.domain.packing.rules import Box
from zhanggui.identity.roles import Role

SIZES = (Size(200, 150, 100, 800), Size(90, 90, 120, 350))
BOXES = (
    Box("S", (220, 160, 110), 60, 3_000),
    Box("M", (320, 260, 220), 150, 8_000),
    Box("L", (500, 400, 300), 350, 20_000),
)


class Benches(Dispatch):
    """What the bench finds in the morning."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at)
        self.mate = somebody("打包小林", Role.WAREHOUSE_KEEPER)
        for goods, size in zip(self.goods, SIZES, strict=True):
            measure_sku(sku_id=goods.sku_id, size=size, by=self.keeper, at=at)
        for box in BOXES:
            add_box_type(box=box, name=f"{box.code} 号纸箱", by=self.manager, at=at)

    def picked(self, *quantities: int) -> Allocation:
        """An order whose goods lie in a tote."""
        for which, pieces in enumerate(quantities):
            self.stock(self.near, pieces, which)
        (part,) = self.allocate(self.order(*quantities))
        return self.fetched(part)

    def fetched(self, part: Allocation) -> Allocation:
        pick = start_picking(
            warehouse_id=part.warehouse_id, allocation_ids=[part.id], by=self.keeper, at=self.at
        )
        picked: dict[UUID, int] = {}
        for sku, pieces in part.lines.values_list("sku_id", "quantity"):
            picked[sku] = picked.get(sku, 0) + pieces
        confirm_pick(pick_list_id=pick.id, picked=picked, by=self.keeper, at=self.at)
        return Allocation.objects.get(pk=part.pk)

    def code(self, which: int = 0) -> str:
        return Sku.objects.values_list("code", flat=True).get(pk=self.goods[which].sku_id)

    def take(self, part: Allocation, **change: Any) -> BenchWork:
        return take_to_bench(**({"allocation_id": part.id, "by": self.keeper, "at": self.at} | change))

    def scan(self, part: Allocation, which: int = 0, pieces: int = 1, **change: Any) -> int:
        usual = {"allocation_id": part.id, "code": self.code(which), "by": self.keeper, "at": self.at}
        return scan_into_parcel(**(usual | {"pieces": pieces} | change))

    def full(self, part: Allocation) -> BenchWork:
        """All its pieces in the box."""
        bench = self.take(part)
        for which, goods in enumerate(self.goods):
            if pieces := sum(part.lines.filter(sku_id=goods.sku_id).values_list("quantity", flat=True)):
                self.scan(part, which, pieces)
        return bench

    def weigh(self, part: Allocation, grams: int, **change: Any) -> BenchWork:
        usual = {"allocation_id": part.id, "box_code": "M", "by": self.keeper, "at": self.at}
        return weigh_parcel(**(usual | {"weight_grams": grams} | change))

    def close(self, part: Allocation, **change: Any) -> Shipment:
        usual = {"allocation_id": part.id, "checks": list(PACKING_CHECKS), "by": self.keeper, "at": self.at}
        return close_parcel(**(usual | change))

    def boxed(self, *quantities: int) -> Shipment:
        """A closed parcel."""
        part = self.picked(*quantities)
        self.full(part)
        weight = sum(size.weight_grams * pieces for size, pieces in zip(SIZES, quantities, strict=False))
        self.weigh(part, weight + 150)
        return self.close(part)
