"""Placing orders over HTTP: on random goods, on one hot article, and 1,000 attempts for 200 pieces."""

import json
import random
from statistics import median
from typing import Any

from benchmarks import client, rows
from benchmarks.shelf import Buyer, OnSale, buyers, goods_on_sale
from zhanggui.domain.inventory import accounts
from zhanggui.domain.sales.models import OrderLine
from zhanggui.kernel import clock
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import ledger, trail
from zhanggui.surfaces.api.callers import token_for

CLIENTS = 16
CROWD = 32
GOODS = 1000
BUYERS = 64
ORDERS = 1500
ROUNDS = 3
PIECES = 200
ATTEMPTS = 1000
SECONDS = 4


class Placing:
    """A filled shelf, and requests to buy from it."""

    def __init__(self) -> None:
        self.goods = goods_on_sale(GOODS, pieces=1_000_000)
        self.hot = goods_on_sale(1, pieces=100_000_000)
        self.scarce = goods_on_sale(1, pieces=PIECES)
        self.buyers = buyers(BUYERS)
        self.tokens = {buyer.account_id: token_for(buyer.account_id) for buyer in self.buyers}

    def warm_up(self, port: int) -> None:
        """Let both workers open their connections and prepare their statements."""
        client.load(port, self._requests(self.goods, 600), clients=CROWD)

    def measure(self, port: int, goods: list[OnSale]) -> dict[str, Any]:
        """Orders a second over HTTP beside pgbench's: several short rounds in turn, the median of each."""
        rows.prepare(goods, self.buyers)
        self.warm_up(port)
        rounds = [self._round(port, goods) for _ in range(ROUNDS)]
        seconds = [second for measured, _ in rounds for second in measured.seconds]
        figure = median(measured.rate(201) for measured, _ in rounds)
        yardstick = median(pgbench for _, pgbench in rounds)
        whole = client.Measured(seconds=seconds)
        return {
            "orders_per_second": round(figure, 1),
            "p50_ms": round(whole.percentile(0.5), 1),
            "p99_ms": round(whole.percentile(0.99), 1),
            "clients": CLIENTS,
            "pgbench_per_second": round(yardstick, 1),
            "ratio": round(figure / yardstick, 3),
        }

    def _round(self, port: int, goods: list[OnSale]) -> tuple[client.Measured, float]:
        measured = client.load(port, self._requests(goods, ORDERS), clients=CLIENTS)
        if set(measured.statuses) != {201}:
            raise RuntimeError(f"not every order was placed: {dict(measured.statuses)}")
        return measured, rows.rate(targets=len(goods), buyers=BUYERS, clients=CLIENTS, seconds=SECONDS)

    def sell_out(self, port: int) -> dict[str, Any]:
        """1,000 attempts by 32 clients for 200 pieces: exactly 200 are sold, and the books agree.

        To be measured before the yardstick writes rows of its own making into the same books.
        """
        self.warm_up(port)
        measured = client.load(port, self._requests(self.scarce, ATTEMPTS), clients=CROWD)
        sku = self.scarce[0].sku_id
        stock = ledger.balance(accounts.sellable(sku))
        findings = [f for f in trail.verify(clock.now()) if f.table.startswith("ledger")]
        return {
            "attempts": ATTEMPTS,
            "clients": CROWD,
            "pieces": PIECES,
            "sold": measured.statuses[201],
            "told_sold_out": measured.statuses[409],
            "lines_written": OrderLine.objects.filter(sku_id=sku).count(),
            "left": stock.available,
            "seconds": round(measured.elapsed, 2),
            "p99_ms": round(measured.percentile(0.99), 1),
            "ledger_findings": len(findings),
        }

    def _requests(self, goods: list[OnSale], count: int) -> list[bytes]:
        return [self._request(random.choice(goods), random.choice(self.buyers)) for _ in range(count)]

    def _request(self, thing: OnSale, buyer: Buyer) -> bytes:
        line = {"sku": str(thing.sku_id), "quantity": 1, "announced_fen": thing.amount_fen}
        headers = {
            "Authorization": f"Bearer {self.tokens[buyer.account_id]}",
            "Content-Type": "application/json",
            "Idempotency-Key": new_id().hex,
        }
        body = json.dumps({"address": str(buyer.address_id), "lines": [line]}).encode()
        return client.request("POST", "/api/orders", headers, body)
