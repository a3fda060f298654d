"""The choice of a batch: never worse than greed nor below the bound; the best, where all can be tried."""

from itertools import product
from random import Random
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from zhanggui.domain.delivery.choosing import Need
from zhanggui.domain.delivery.solving import WHOLE_AT_MOST, solve
from zhanggui.domain.delivery.weighing import Demand, House, Weights, cost_of, floor, ways

HOUSES = [House(UUID(int=1), "浙江省"), House(UUID(int=2), "河北省"), House(UUID(int=3), "广东省")]
SKUS = [UUID(int=11), UUID(int=12)]
PROVINCES = ["浙江省", "上海市", "北京市", "广东省", "西藏自治区"]
WEIGHTS = Weights()

stocks = st.fixed_dictionaries({(house.id, sku): st.integers(0, 4) for house in HOUSES for sku in SKUS})
baskets = st.lists(
    st.tuples(st.sampled_from(PROVINCES), st.integers(0, 2), st.integers(0, 2)).filter(lambda b: b[1] + b[2]),
    min_size=1,
    max_size=5,
)


def demands(wanted: list[tuple[str, int, int]]) -> list[Demand]:
    return [
        Demand(
            order_id=UUID(int=100 + number),
            province=province,
            needs=tuple(
                Need(UUID(int=1000 * number + place), sku, pieces)
                for place, (sku, pieces) in enumerate(zip(SKUS, quantities, strict=True))
                if pieces
            ),
        )
        for number, (province, *quantities) in enumerate(wanted)
    ]


def fits(chosen, stock) -> bool:
    used: dict = {}
    for way in chosen.values():
        for place, pieces in way.uses().items():
            used[place] = used.get(place, 0) + pieces
    return all(pieces <= stock[place] for place, pieces in used.items())


def best_of_all(orders, choices, stock) -> int:
    """Every combination, tried."""
    options = [[None, *choices[order.order_id]] for order in orders]
    costs = []
    for combination in product(*options):
        chosen = {o.order_id: way for o, way in zip(orders, combination, strict=True) if way is not None}
        if fits(chosen, stock):
            costs.append(cost_of(orders, chosen, WEIGHTS))
    return min(costs)


@settings(max_examples=25, deadline=None)
@given(baskets, stocks)
def test_the_choice_is_the_best_there_is_and_uses_no_piece_twice(wanted, stock):
    orders = demands(wanted)
    choices = {one.order_id: ways(one, HOUSES, stock, WEIGHTS) for one in orders}
    found = solve(orders, choices, stock, WEIGHTS)

    assert fits(found.chosen, stock)
    assert found.cost_fen == best_of_all(orders, choices, stock)
    assert floor(orders, choices, WEIGHTS) <= found.bound_fen <= found.cost_fen <= found.greedy_fen


def test_greed_takes_what_the_next_order_needs_more_and_the_solver_does_not():
    wanted = [("上海市", 1, 0), ("浙江省", 1, 0)]
    stock = {(HOUSES[0].id, SKUS[0]): 1, (HOUSES[1].id, SKUS[0]): 1}
    orders = demands(wanted)
    choices = {one.order_id: ways(one, HOUSES, stock, WEIGHTS) for one in orders}
    found = solve(orders, choices, stock, WEIGHTS)

    assert (found.greedy_fen, found.cost_fen) == (2000, 1800)
    assert found.proven


def test_hundreds_of_orders_cost_less_than_by_greed_and_nearly_the_bound():
    chance = Random(3)
    skus = [UUID(int=9_000 + number) for number in range(20)]
    orders = [
        Demand(
            order_id=UUID(int=10_000 + number),
            province=chance.choice(PROVINCES),
            needs=tuple(
                Need(UUID(int=100_000 + 10 * number + place), sku, 1)
                for place, sku in enumerate(chance.sample(skus, chance.choice((1, 2, 3))))
            ),
        )
        for number in range(WHOLE_AT_MOST + 100)
    ]
    stock = {(house.id, sku): 20 for house in HOUSES for sku in skus}
    choices = {one.order_id: ways(one, HOUSES, stock, WEIGHTS) for one in orders}
    found = solve(orders, choices, stock, WEIGHTS)

    assert fits(found.chosen, stock)
    assert found.bound_fen <= found.cost_fen <= found.greedy_fen * 0.98
    assert found.cost_fen <= found.bound_fen * 1.01
    assert found.bound_fen > floor(orders, choices, WEIGHTS)
