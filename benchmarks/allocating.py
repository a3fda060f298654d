"""Thousands of orders allocated together and put on pick lists: how long it takes, and how good it is."""

import random
import time
from datetime import datetime, timedelta
from typing import Any

from benchmarks.shelf import OnSale, buyers, goods_on_sale
from zhanggui.domain.delivery.operations.allocate_batch import allocate_batch
from zhanggui.domain.delivery.operations.plan_wave import plan_wave
from zhanggui.domain.delivery.queries import orders_to_allocate
from zhanggui.domain.inventory import accounts
from zhanggui.domain.inventory.models import Location, Lot, Warehouse
from zhanggui.domain.inventory.shelving import shelf_at
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Account
from zhanggui.journeys.order_wish import LineWish, OrderWish
from zhanggui.journeys.place_order import place_order
from zhanggui.kernel import clock
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import ledger

ORDERS = 5_000
HOUSES = (("浙江省", 0.6), ("河北省", 0.4), ("广东省", 0.35))
"""Where the warehouses stand, and which part of what is sold lies there: a little more than is needed."""


def measure(orders: int = ORDERS) -> dict[str, Any]:
    """Seconds for allocating and for waving, and the cost beside greed's and the bound."""
    now, goods = clock.now(), goods_on_sale(120, pieces=orders)
    _sell(goods, orders, now)
    houses = _fill(goods, orders, now)
    waiting = list(orders_to_allocate(by=SYSTEM).values_list("pk", flat=True)[:orders])
    began = time.perf_counter()
    batch = allocate_batch(order_ids=waiting, by=SYSTEM, at=now)
    allocated = time.perf_counter()
    for house in houses:
        plan_wave(warehouse_id=house.id, orders_most=orders, by=SYSTEM, at=now)
    return {
        "orders": len(waiting),
        "allocated": batch.allocated,
        "allocating_seconds": round(allocated - began, 2),
        "waving_seconds": round(time.perf_counter() - allocated, 2),
        "cost_yuan": batch.solved.cost_fen / 100,
        "greedy_yuan": batch.solved.greedy_fen / 100,
        "bound_yuan": batch.solved.bound_fen / 100,
        "proven": batch.solved.proven,
    }


def _sell(goods: list[OnSale], orders: int, now: datetime) -> None:
    """Orders of one to three articles, to be paid at the door."""
    chance, people = random.Random(7), buyers(60)
    actors = {one.account_id: Account.objects.get(pk=one.account_id).actor(via="web") for one in people}
    for _ in range(orders):
        buyer = chance.choice(people)
        chosen = chance.sample(goods, chance.choice((1, 1, 2, 3)))
        lines = tuple(LineWish(sku_id=one.sku_id, quantity=1, announced_fen=one.amount_fen) for one in chosen)
        wish = OrderWish(
            customer_id=buyer.account_id,
            channel="web",
            method="cash_on_delivery",
            address_id=buyer.address_id,
            lines=lines,
            key=new_id().hex,
        )
        place_order(wish=wish, by=actors[buyer.account_id], at=now - timedelta(hours=1))


def _fill(goods: list[OnSale], orders: int, now: datetime) -> list[Warehouse]:
    houses, sold_each = [], orders * 1.75 / len(goods)
    for number, (province, part) in enumerate(HOUSES):
        house = Warehouse.objects.create(
            code=f"B{new_id().hex[-8:]}",
            name=province,
            province=province,
            city="市",
            street="路",
            opened_at=now,
        )
        houses.append(house)
        for place, one in enumerate(goods):
            pieces = max(1, int(sold_each * part))
            location = Location.objects.create(warehouse=house, code=f"{number}-{place}", walk=place)
            shelf = shelf_at(location, Lot.objects.create(sku_id=one.sku_id, code=f"{number}-{place}")).shelf
            supplied = accounts.supplied(one.supplier_id, one.sku_id)
            here = accounts.on_hand(house.id, one.sku_id)
            entry = ledger.Entry(
                kind="bench.filled",
                key=f"bench/{shelf.id}",
                at=now,
                subject=ledger.Subject.of(house),
                transfers=[ledger.Transfer(here, supplied, pieces), accounts.fills(shelf, pieces)],
            )
            ledger.post(entry, by=SYSTEM)
    return houses
