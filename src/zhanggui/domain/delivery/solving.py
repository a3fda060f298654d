"""Choosing the ways of many orders at once, so that all of them together cost least: OR-Tools."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from math import ceil
from typing import Any
from uuid import UUID

from zhanggui.domain.delivery.weighing import Demand, Stock, Way, Weights, cost_of, floor, greedy

GOOD_ENOUGH = 0.0005
"""The solver stops when nothing better than this part of the cost can be left."""
WHOLE_AT_MOST = 400
"""Orders that are put to CP-SAT whole."""
NEARLY_ONE = 0.999
Place = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class Solved:
    """What was chosen, what it costs, what greed would have cost, and below what nothing can be."""

    chosen: Mapping[UUID, Way]
    cost_fen: int
    greedy_fen: int
    bound_fen: int
    proven: bool


def solve(
    demands: Sequence[Demand],
    choices: Mapping[UUID, Sequence[Way]],
    stock: Stock,
    weights: Weights,
    *,
    seconds: float = 10.0,
) -> Solved:
    """The cheapest choice of one way for each order within the stock; an order may also get none.

    Only orders that compete for scarce stock are put to the solver: where all that could be asked of a place
    is there, everybody takes the cheapest way. Never worse than greed.
    """
    by_greed = greedy(demands, choices, stock)
    scarce = _scarce(choices, stock)
    fought = [one for one in demands if any(_touches(way, scarce) for way in choices[one.order_id])]
    easy = {
        one.order_id: choices[one.order_id][0]
        for one in demands
        if choices[one.order_id] and not any(_touches(way, scarce) for way in choices[one.order_id])
    }
    settled = {one.order_id for one in fought}
    apart = [one for one in demands if one.order_id not in settled]
    rest = cost_of(apart, easy, weights)
    if not fought:
        return Solved(easy, rest, cost_of(demands, by_greed, weights), rest, proven=True)
    limits = {place: stock.get(place, 0) for place in scarce}
    contest = Contest(fought, choices, limits, weights)
    found, bound = _settled(contest, by_greed, seconds)
    chosen = easy | found
    cost, greedy_cost = cost_of(demands, chosen, weights), cost_of(demands, by_greed, weights)
    if cost > greedy_cost:
        chosen, cost = dict(by_greed), greedy_cost
    least = max(rest + bound, floor(demands, choices, weights))
    return Solved(chosen, cost, greedy_cost, least, cost - least <= GOOD_ENOUGH * least)


@dataclass(frozen=True, slots=True)
class Contest:
    """Orders that want the same scarce pieces: their ways, and what each scarce place has."""

    demands: Sequence[Demand]
    choices: Mapping[UUID, Sequence[Way]]
    limits: Mapping[Place, int]
    weights: Weights

    def rest(self, sure: Mapping[UUID, Way]) -> "Contest":
        """The contest of the others, for what these have left."""
        left = dict(self.limits)
        for way in sure.values():
            for place, pieces in way.uses().items():
                if place in left:
                    left[place] -= pieces
        others = [one for one in self.demands if one.order_id not in sure]
        return Contest(others, self.choices, left, self.weights)


def _settled(contest: Contest, by_greed: Mapping[UUID, Way], seconds: float) -> tuple[dict[UUID, Way], int]:
    """The ways chosen in a contest, and a bound below which nothing is.

    A small one is put to CP-SAT whole. Of a large one the relaxation, which may split orders, is solved:
    it is the bound, and nearly every order comes out of it whole. CP-SAT decides about the few others.
    """
    if len(contest.demands) <= WHOLE_AT_MOST:
        return _competition(contest, by_greed, seconds)
    sure, bound = relaxed(contest)
    others = contest.rest(sure)
    hint = greedy(others.demands, contest.choices, others.limits, only=others.limits)
    found, _ = _competition(others, hint, seconds)
    return sure | found, bound


def relaxed(contest: Contest) -> tuple[dict[UUID, Way], int]:
    """The linear relaxation: the orders that take one way whole in it, and its cost, which is a bound."""
    lp: Any = import_module("ortools.linear_solver.pywraplp")
    solver = lp.Solver.CreateSolver("GLOP")
    whole = solver.infinity()
    at_most = {place: solver.Constraint(-whole, pieces) for place, pieces in sorted(contest.limits.items())}
    objective, taken = solver.Objective(), {}
    for demand in contest.demands:
        one = solver.Constraint(-whole, 1)
        for index, way in enumerate(contest.choices[demand.order_id]):
            share = taken[demand.order_id, index] = solver.NumVar(0, 1, "")
            one.SetCoefficient(share, 1)
            objective.SetCoefficient(share, way.cost_fen - demand.postponing(contest.weights))
            for place, pieces in way.uses().items():
                if place in at_most:
                    at_most[place].SetCoefficient(share, pieces)
    objective.SetMinimization()
    if solver.Solve() != lp.Solver.OPTIMAL:
        return {}, 0
    base = sum(demand.postponing(contest.weights) for demand in contest.demands)
    sure = {
        order_id: contest.choices[order_id][index]
        for (order_id, index), share in taken.items()
        if share.solution_value() > NEARLY_ONE
    }
    return sure, base + ceil(objective.Value() - 0.5)


def _touches(way: Way, scarce: frozenset[Place]) -> bool:
    return any((part.warehouse_id, part.sku_id) in scarce for part in way.parts)


def _scarce(choices: Mapping[UUID, Sequence[Way]], stock: Stock) -> frozenset[Place]:
    """Places that could be asked for more than they have."""
    most: dict[Place, int] = defaultdict(int)
    for known in choices.values():
        highest: dict[Place, int] = {}
        for way in known:
            for place, pieces in way.uses().items():
                highest[place] = max(highest.get(place, 0), pieces)
        for place, pieces in highest.items():
            most[place] += pieces
    return frozenset(place for place, pieces in most.items() if pieces > stock.get(place, 0))


def _competition(contest: Contest, hint: Mapping[UUID, Way], seconds: float) -> tuple[dict[UUID, Way], int]:
    """The solver's part: one variable for each way, one limit for each scarce place."""
    demands, choices, limits, weights = contest.demands, contest.choices, contest.limits, contest.weights
    # It takes half a second to load, and only the job that allocates needs it.
    cp: Any = import_module("ortools.sat.python.cp_model")
    model = cp.CpModel()
    taken: dict[tuple[UUID, int], Any] = {}
    asked: dict[Place, list[Any]] = defaultdict(list)
    costs = []
    for demand in demands:
        mine = []
        for index, way in enumerate(choices[demand.order_id]):
            variable = model.new_bool_var("")
            model.add_hint(variable, hint.get(demand.order_id) is way)
            taken[demand.order_id, index] = variable
            mine.append(variable)
            costs.append((way.cost_fen - demand.postponing(weights)) * variable)
            for place, pieces in way.uses().items():
                if place in limits:
                    asked[place].append(pieces * variable)
        model.add_at_most_one(mine)
    for place, wishes in asked.items():
        model.add(sum(wishes) <= limits[place])
    base = sum(demand.postponing(weights) for demand in demands)
    model.minimize(sum(costs) + base)
    solver = cp.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    solver.parameters.random_seed = 1
    solver.parameters.relative_gap_limit = GOOD_ENOUGH
    status = solver.solve(model)
    if status not in (cp.OPTIMAL, cp.FEASIBLE):
        return {one.order_id: hint[one.order_id] for one in demands if one.order_id in hint}, 0
    found = {
        order_id: choices[order_id][index]
        for (order_id, index), variable in taken.items()
        if solver.boolean_value(variable)
    }
    return found, ceil(solver.best_objective_bound - 0.5)
