"""Which warehouse sends what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from zhanggui.domain.delivery.refusals import NotEnoughOnHand
from zhanggui.domain.inventory.accounts import FreeShelf, Shelf

REGIONS: tuple[frozenset[str], ...] = (
    frozenset({"北京市", "天津市", "河北省", "山西省", "内蒙古自治区"}),
    frozenset({"辽宁省", "吉林省", "黑龙江省"}),
    frozenset({"上海市", "江苏省", "浙江省", "安徽省", "福建省", "江西省", "山东省"}),
    frozenset({"河南省", "湖北省", "湖南省"}),
    frozenset({"广东省", "广西壮族自治区", "海南省"}),
    frozenset({"重庆市", "四川省", "贵州省", "云南省", "西藏自治区"}),
    frozenset({"陕西省", "甘肃省", "青海省", "宁夏回族自治区", "新疆维吾尔自治区"}),
)
"""The usual large regions of the country: inside one of them a parcel needs no long haul."""


@dataclass(frozen=True, slots=True)
class Need:
    """So many pieces of one order line."""

    line_id: UUID
    sku_id: UUID
    quantity: int


@dataclass(frozen=True, slots=True)
class Part:
    """What one warehouse gives to one order line."""

    warehouse_id: UUID
    line_id: UUID
    sku_id: UUID
    quantity: int


@dataclass(frozen=True, slots=True)
class Taken:
    """So many pieces of a part, from one shelf."""

    part: Part
    shelf: Shelf
    quantity: int


def distance(province: str, other: str) -> int:
    """How far, roughly: 0 in the same province, 1 in the same region, 2 beyond."""
    if province == other:
        return 0
    return 1 if any(province in region and other in region for region in REGIONS) else 2


def allocate(
    needs: Sequence[Need], nearest_first: Sequence[UUID], free: Mapping[tuple[UUID, UUID], int]
) -> list[Part]:
    """Which warehouse gives what: the nearest that has everything, else as few warehouses as greed finds.

    Raises ``NotEnoughOnHand`` if all of them together cannot give everything.
    """
    stock, left, parts = dict(free), list(needs), list[Part]()
    while left:
        offers = [_offer(house, left, stock) for house in nearest_first]
        best = max(offers, key=lambda parts: sum(part.quantity for part in parts), default=[])
        if not best:
            raise NotEnoughOnHand(missing=sum(need.quantity for need in left))
        parts += best
        left = _remaining(left, best, stock)
    return parts


def free_by_house(shelves: Sequence[FreeShelf]) -> dict[tuple[UUID, UUID], int]:
    """What each warehouse can give of each SKU, by (warehouse, SKU)."""
    free: dict[tuple[UUID, UUID], int] = {}
    for one in shelves:
        place = one.shelf.warehouse_id, one.shelf.sku_id
        free[place] = free.get(place, 0) + one.free
    return free


class Picking:
    """Takes parts from shelves, in the order given, so the first expiring first; each piece once."""

    def __init__(self, shelves: Sequence[FreeShelf]) -> None:
        self._left = {one.shelf.id: one.free for one in shelves}
        self._shelves: dict[tuple[UUID, UUID], list[Shelf]] = {}
        for one in shelves:
            self._shelves.setdefault((one.shelf.warehouse_id, one.shelf.sku_id), []).append(one.shelf)

    def take(self, parts: Sequence[Part]) -> list[Taken]:
        """From which shelves these parts come."""
        taken = []
        for part in parts:
            wanted = part.quantity
            for shelf in self._shelves.get((part.warehouse_id, part.sku_id), ()):
                if pieces := min(wanted, self._left[shelf.id]):
                    taken.append(Taken(part, shelf, pieces))
                    self._left[shelf.id] -= pieces
                    wanted -= pieces
        return taken


def from_shelves(parts: Sequence[Part], shelves: Sequence[FreeShelf]) -> list[Taken]:
    """From which shelves the parts are taken: the first expiring first."""
    return Picking(shelves).take(parts)


def _offer(house: UUID, needs: Sequence[Need], stock: Mapping[tuple[UUID, UUID], int]) -> list[Part]:
    remaining = {need.sku_id: max(0, stock.get((house, need.sku_id), 0)) for need in needs}
    parts = []
    for need in needs:
        pieces = min(need.quantity, remaining[need.sku_id])
        remaining[need.sku_id] -= pieces
        if pieces:
            parts.append(Part(house, need.line_id, need.sku_id, pieces))
    return parts


def _remaining(
    needs: Sequence[Need], given: Sequence[Part], stock: dict[tuple[UUID, UUID], int]
) -> list[Need]:
    taken = {part.line_id: part for part in given}
    for part in given:
        stock[part.warehouse_id, part.sku_id] -= part.quantity
    rest = [
        Need(need.line_id, need.sku_id, need.quantity - taken[need.line_id].quantity)
        if need.line_id in taken
        else need
        for need in needs
    ]
    return [need for need in rest if need.quantity]
