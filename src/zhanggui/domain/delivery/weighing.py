"""What it costs to send an order from here or there: the ways there are, and their price (自动配货).

Pure Python. The page ``docs/algorithms/allocation.md`` tells the objective and works through its numbers.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from uuid import UUID

from zhanggui.domain.delivery.choosing import Need, Part, distance

Stock = Mapping[tuple[UUID, UUID], int]
"""Free pieces by (warehouse, SKU)."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The prices of the objective, in fen."""

    parcel_by_distance: tuple[int, int, int] = (600, 800, 1200)
    """A parcel within the province, within the region, beyond."""
    another_parcel: int = 500
    """What a second parcel of the same order costs besides its freight: packing, two deliveries."""
    late_day: int = 3000
    """Each day that a parcel will probably come after its promise."""
    unserved: int = 100_000
    """An order that gets nothing now, though it could."""
    waiting_day: int = 2000
    """Each day that an unserved order has waited already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """An order that waits: what it needs, where it goes, how long it has waited, how many days are left."""

    order_id: UUID
    province: str
    needs: tuple[Need, ...]
    waited_days: int = 0
    days_left: int = 99

    def postponing(self, weights: Weights) -> int:
        """What it costs to give it nothing now."""
        return weights.unserved + weights.waiting_day * self.waited_days


@dataclass(frozen=True, slots=True)
class Way:
    """One way to send a whole order: which warehouse gives what, and what that costs."""

    parts: tuple[Part, ...]
    cost_fen: int

    def uses(self) -> dict[tuple[UUID, UUID], int]:
        """The pieces it takes, by (warehouse, SKU)."""
        used: dict[tuple[UUID, UUID], int] = {}
        for part in self.parts:
            place = part.warehouse_id, part.sku_id
            used[place] = used.get(place, 0) + part.quantity
        return used


@dataclass(frozen=True, slots=True)
class House:
    """A warehouse, and where it stands."""

    id: UUID
    province: str


TRAVEL_DAYS = (1, 2, 4)
"""How many days a parcel usually takes: within the province, within the region, beyond."""
WAYS_MOST = 6


def ways(demand: Demand, houses: Sequence[House], stock: Stock, weights: Weights) -> list[Way]:
    """The cheapest ways to send all of it, from one warehouse or two, as if no other order were there."""
    found = [_way(demand, chosen, weights) for chosen in _fillings(demand, houses, stock)]
    unlike = {way.parts: way for way in sorted(found, key=lambda way: -way.cost_fen)}
    return sorted(unlike.values(), key=lambda way: way.cost_fen)[:WAYS_MOST]


def greedy(
    demands: Sequence[Demand],
    choices: Mapping[UUID, Sequence[Way]],
    stock: Stock,
    *,
    only: Collection[tuple[UUID, UUID]] | None = None,
) -> dict[UUID, Way]:
    """Each order in turn takes the cheapest way that the others before it have left.

    ``only``: the places that are scarce; of all others there is enough.
    """
    left, chosen = dict(stock), dict[UUID, Way]()
    for demand in demands:
        for way in choices[demand.order_id]:
            used = {at: pieces for at, pieces in way.uses().items() if only is None or at in only}
            if all(left.get(place, 0) >= pieces for place, pieces in used.items()):
                for place, pieces in used.items():
                    left[place] -= pieces
                chosen[demand.order_id] = way
                break
    return chosen


def cost_of(demands: Sequence[Demand], chosen: Mapping[UUID, Way], weights: Weights) -> int:
    """The objective: what the chosen ways cost, and what it costs to give the others nothing."""
    return sum(
        chosen[one.order_id].cost_fen if one.order_id in chosen else one.postponing(weights)
        for one in demands
    )


def floor(demands: Sequence[Demand], choices: Mapping[UUID, Sequence[Way]], weights: Weights) -> int:
    """No solution can cost less: every order by its cheapest way, as if stock were shared by nobody."""
    return sum(
        choices[one.order_id][0].cost_fen if choices[one.order_id] else one.postponing(weights)
        for one in demands
    )


def _fillings(
    demand: Demand, houses: Sequence[House], stock: Stock
) -> Iterator[list[tuple[House, list[Part]]]]:
    """From each warehouse alone; from each pair, as much as possible from the first."""
    whole = False
    for house in houses:
        parts, left = _filled(house, demand.needs, stock)
        if not left:
            whole = True
            yield [(house, parts)]
    if whole and len(demand.needs) == 1:
        return
    for first, second in permutations(houses, 2):
        parts, left = _filled(first, demand.needs, stock)
        if parts and left:
            rest, missing = _filled(second, left, stock)
            if not missing:
                yield [(first, parts), (second, rest)]


def _filled(house: House, needs: Sequence[Need], stock: Stock) -> tuple[list[Part], list[Need]]:
    given: dict[UUID, int] = {}
    parts, left = [], []
    for need in needs:
        free = stock.get((house.id, need.sku_id), 0) - given.get(need.sku_id, 0)
        pieces = max(0, min(need.quantity, free))
        if pieces:
            given[need.sku_id] = given.get(need.sku_id, 0) + pieces
            parts.append(Part(house.id, need.line_id, need.sku_id, pieces))
        if pieces < need.quantity:
            left.append(Need(need.line_id, need.sku_id, need.quantity - pieces))
    return parts, left


def _way(demand: Demand, chosen: Sequence[tuple[House, list[Part]]], weights: Weights) -> Way:
    cost = weights.another_parcel * (len(chosen) - 1)
    for house, _ in chosen:
        far = distance(demand.province, house.province)
        cost += weights.parcel_by_distance[far]
        cost += weights.late_day * max(0, TRAVEL_DAYS[far] - demand.days_left)
    return Way(tuple(part for _, parts in chosen for part in parts), cost)
