"""The shortest tours of our own vehicles: OR-Tools' routing, with what they carry and when they may come.

``docs/algorithms/tours.md`` works through a small day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from typing import Any

DETOUR_PERCENT = 130
"""Roads are longer than the line between two places."""
METRES_A_MINUTE = 400
"""24 km an hour, in town, with lights."""
MINUTES_A_STOP = 6
SECONDS = 3
"""How long the solver may look for something better."""
LEFT_OUT = 10_000_000
"""What leaving a parcel for another day counts as, in metres: only if it cannot be done at all."""


@dataclass(frozen=True, slots=True)
class Place:
    """A point on the map, in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """A parcel to bring: where, how heavy, and between which minutes of the day."""

    place: Place
    grams: int
    opens: int
    closes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Van:
    """A vehicle: what it carries, and between which minutes of the day it drives."""

    capacity_grams: int
    starts: int
    ends: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """The way of one vehicle: which drops in which order, when it is at each, when it is back."""

    van: int
    drops: tuple[int, ...]
    arrives: tuple[int, ...]
    metres: int
    back: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The ways of a day, and what does not fit into it."""

    ways: tuple[Way, ...]
    left_out: tuple[int, ...]


def metres(one: Place, other: Place) -> int:
    """The way between two places by road, as good as a map without streets can tell.

    >>> metres(Place(30.25, 120.17), Place(30.25, 120.17))
    0
    >>> metres(Place(30.2425, 120.1693), Place(30.2084, 120.2120))
    7257
    """
    half_lat = sin(radians(other.latitude - one.latitude) / 2) ** 2
    half_lon = sin(radians(other.longitude - one.longitude) / 2) ** 2
    part = half_lat + cos(radians(one.latitude)) * cos(radians(other.latitude)) * half_lon
    return round(2 * 6_371_000 * asin(sqrt(part)) * DETOUR_PERCENT / 100)


def matrix(house: Place, drops: Sequence[Drop]) -> list[list[int]]:
    """The metres between all places; the warehouse comes first."""
    places = [house, *(drop.place for drop in drops)]
    return [[metres(one, other) for other in places] for one in places]


def minutes(way_metres: int) -> int:
    """How long a way takes, in whole minutes, begun ones counted.

    >>> [minutes(way) for way in (0, 1, 400, 401)]
    [0, 1, 1, 2]
    """
    return -(-way_metres // METRES_A_MINUTE)


def in_order(house: Place, drops: Sequence[Drop], order: Sequence[int]) -> int:
    """How many metres it is to visit these drops in this order, from the warehouse and back."""
    places = [house, *(drops[place].place for place in order), house]
    return sum(metres(one, other) for one, other in pairwise(places))


def plan(house: Place, drops: Sequence[Drop], vans: Sequence[Van]) -> Plan:
    """The shortest ways by which the vehicles bring what they can within capacity and hours."""
    if not drops or not vans:
        return Plan(ways=(), left_out=tuple(range(len(drops))))
    solver = _Solver(house, drops, vans)
    return solver.solved()


class _Solver:
    """The model of one day. Node 0 is the warehouse; drop ``n`` is node ``n + 1``."""

    def __init__(self, house: Place, drops: Sequence[Drop], vans: Sequence[Van]) -> None:
        # It takes half a second to load, and only who plans tours needs it.
        self.wrapper: Any = import_module("ortools.constraint_solver.pywrapcp")
        self.enums: Any = import_module("ortools.constraint_solver.routing_enums_pb2")
        self.drops, self.vans = drops, vans
        self.far = matrix(house, drops)
        self.manager = self.wrapper.RoutingIndexManager(len(drops) + 1, len(vans), 0)
        self.model = self.wrapper.RoutingModel(self.manager)
        self._cost()
        self._capacity()
        self._hours()

    def _node(self, index: int) -> int:
        return int(self.manager.IndexToNode(index))

    def _cost(self) -> None:
        def way(start: int, end: int) -> int:
            return self.far[self._node(start)][self._node(end)]

        self.model.SetArcCostEvaluatorOfAllVehicles(self.model.RegisterTransitCallback(way))
        for place in range(len(self.drops)):
            self.model.AddDisjunction([self.manager.NodeToIndex(place + 1)], LEFT_OUT)

    def _capacity(self) -> None:
        def weight(index: int) -> int:
            node = self._node(index)
            return self.drops[node - 1].grams if node else 0

        capacities = [van.capacity_grams for van in self.vans]
        index = self.model.RegisterUnaryTransitCallback(weight)
        self.model.AddDimensionWithVehicleCapacity(index, 0, capacities, True, "load")

    def _hours(self) -> None:
        def spent(start: int, end: int) -> int:
            one, other = self._node(start), self._node(end)
            return minutes(self.far[one][other]) + (MINUTES_A_STOP if one else 0)

        index = self.model.RegisterTransitCallback(spent)
        self.model.AddDimension(index, 24 * 60, 24 * 60, False, "clock")
        clock = self.model.GetDimensionOrDie("clock")
        for place, drop in enumerate(self.drops):
            clock.CumulVar(self.manager.NodeToIndex(place + 1)).SetRange(drop.opens, drop.closes)
        for van, known in enumerate(self.vans):
            clock.CumulVar(self.model.Start(van)).SetRange(known.starts, known.ends)
            clock.CumulVar(self.model.End(van)).SetRange(known.starts, known.ends)
            self.model.AddVariableMinimizedByFinalizer(clock.CumulVar(self.model.End(van)))
        self.clock = clock

    def solved(self) -> Plan:
        """Look for the best, for a few seconds at most."""
        how = self.wrapper.DefaultRoutingSearchParameters()
        how.first_solution_strategy = self.enums.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
        how.local_search_metaheuristic = self.enums.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
        how.time_limit.seconds = SECONDS
        # Small days are solved long before: the search ends when it has looked at so many ways.
        how.solution_limit = 400
        found = self.model.SolveWithParameters(how)
        if found is None:
            return Plan(ways=(), left_out=tuple(range(len(self.drops))))
        ways = tuple(way for van in range(len(self.vans)) if (way := self._way(found, van)).drops)
        brought = {place for way in ways for place in way.drops}
        left = tuple(place for place in range(len(self.drops)) if place not in brought)
        return Plan(ways=ways, left_out=left)

    def _way(self, found: Any, van: int) -> Way:
        drops, arrives, length = [], [], 0
        index = self.model.Start(van)
        while not self.model.IsEnd(index):
            following = found.Value(self.model.NextVar(index))
            length += self.far[self._node(index)][self._node(following)]
            index = following
            if not self.model.IsEnd(index):
                drops.append(self._node(index) - 1)
                arrives.append(found.Min(self.clock.CumulVar(index)))
        back = found.Min(self.clock.CumulVar(index))
        return Way(van=van, drops=tuple(drops), arrives=tuple(arrives), metres=length, back=back)
